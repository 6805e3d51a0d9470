/** One kind of extract file: header exactly as the system's export spells it. */
export interface ExtractObject {
  readonly side: 'crm' | 'erp';
  readonly name: string;
  readonly columns: readonly string[];
  /** Excel-made exports begin with a byte order mark. */
  readonly bom?: boolean;
}

const crm = (name: string, columns: string): ExtractObject => ({
  side: 'crm',
  name,
  columns: columns.split(','),
});
const erp = (name: string, columns: string, bom = false): ExtractObject => ({
  side: 'erp',
  name,
  columns: columns.split(','),
  bom,
});

export const extractObjects = {
  account: crm(
    'Account',
    'Id,IsDeleted,MasterRecordId,Name,Type,ParentId,Phone,Website,Industry,AnnualRevenue,NumberOfEmployees,BillingStreet,BillingCity,BillingState,BillingPostalCode,BillingCountry,OwnerId,AccountNumber,Channel__c,Tax_Id__c,CurrencyIsoCode,CreatedDate,LastModifiedDate,SystemModstamp',
  ),
  contact: crm(
    'Contact',
    'Id,IsDeleted,AccountId,FirstName,LastName,Email,Phone,Title,HasOptedOutOfEmail,CreatedDate,LastModifiedDate,SystemModstamp',
  ),
  user: crm('User', 'Id,Username,Name,Email,UserRole,Region__c,IsActive,CreatedDate,SystemModstamp'),
  lead: crm(
    'Lead',
    'Id,IsDeleted,FirstName,LastName,Title,Company,City,Country,Phone,Email,LeadSource,Campaign__c,Status,OwnerId,IsConverted,ConvertedDate,ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,CreatedDate,LastModifiedDate,SystemModstamp',
  ),
  crmProduct: crm(
    'Product2',
    'Id,IsDeleted,Name,ProductCode,IsActive,Family,QuantityUnitOfMeasure,CreatedDate,LastModifiedDate,SystemModstamp',
  ),
  opportunity: crm(
    'Opportunity',
    'Id,IsDeleted,AccountId,Name,StageName,Amount,CurrencyIsoCode,Probability,CloseDate,Type,ForecastCategory,IsClosed,IsWon,CampaignId,OwnerId,Order_Ref__c,CreatedDate,LastModifiedDate,SystemModstamp',
  ),
  opportunityHistory: crm(
    'OpportunityHistory',
    'Id,OpportunityId,StageName,Amount,CurrencyIsoCode,Probability,CloseDate,CreatedDate,SystemModstamp',
  ),
  opportunityLine: crm(
    'OpportunityLineItem',
    'Id,IsDeleted,OpportunityId,ProductCode,Quantity,UnitPrice,TotalPrice,ServiceDate,CreatedDate,SystemModstamp',
  ),
  serviceCase: crm(
    'Case',
    'Id,IsDeleted,CaseNumber,AccountId,ContactId,Subject,Status,Priority,Reason,Product_Code__c,Order_Ref__c,First_Response_Date__c,CreatedDate,ClosedDate,IsClosed,SystemModstamp',
  ),
  campaign: crm(
    'Campaign',
    'Id,IsDeleted,Name,Type,Status,StartDate,EndDate,ActualCost,CurrencyIsoCode,Channel__c,CreatedDate,SystemModstamp',
  ),
  campaignMember: crm(
    'CampaignMember',
    'Id,IsDeleted,CampaignId,ContactId,Status,HasResponded,FirstRespondedDate,CreatedDate,SystemModstamp',
  ),
  task: crm(
    'Task',
    'Id,IsDeleted,WhoId,WhatId,AccountId,OwnerId,Subject,Type,Status,ActivityDate,CreatedDate,SystemModstamp',
  ),
  partner: erp(
    'res.partner',
    'id,name,ref,is_company,parent_id/id,vat,email,phone,website,street,city,state_id/name,zip,country_id/code,industry_id/name,team_id/name,user_id/id,currency_id/name,credit_limit,property_payment_term_days,customer_rank,supplier_rank,active,create_date,write_date',
    true,
  ),
  users: erp('res.users', 'id,name,login,active,write_date'),
  product: erp(
    'product.product',
    'id,default_code,name,name_zh,categ_id/name,uom_id/name,type,make_buy,produce_delay,standard_price,list_price,currency_id/name,active,launch_date,end_date,create_date,write_date',
    true,
  ),
  location: erp('stock.location', 'id,name,complete_name,usage,location_id/id,write_date'),
  order: erp(
    'sale.order',
    'id,name,partner_id/id,client_order_ref,date_order,commitment_date,requested_date,state,currency_id/name,team_id/name,user_id/id,opportunity_ref,amount_untaxed,write_date',
  ),
  orderLine: erp(
    'sale.order.line',
    'id,order_id/id,sequence,product_id/id,product_uom_qty,product_uom/name,price_unit,discount,price_subtotal,qty_delivered,qty_invoiced,promised_date,state,write_date',
  ),
  pickingLine: erp(
    'stock.picking.line',
    'id,picking/name,origin_order_id/id,sale_line_id/id,product_id/id,location_id/id,quantity,scheduled_date,date_done,state,is_return,write_date',
  ),
  invoice: erp(
    'account.move',
    'id,name,partner_id/id,invoice_origin_id/id,move_type,invoice_date,invoice_date_due,state,currency_id/name,amount_untaxed,write_date',
  ),
  invoiceLine: erp(
    'account.move.line',
    'id,move_id/id,sale_line_id/id,product_id/id,quantity,price_unit,price_subtotal,write_date',
  ),
  payment: erp(
    'account.payment',
    'id,move_id/id,partner_id/id,date,amount,currency_id/name,state,write_date',
  ),
  stockMove: erp(
    'stock.move',
    'id,product_id/id,location_id/id,location_dest_id/id,product_qty,unit_cost,date,state,origin,write_date',
  ),
  quant: erp(
    'stock.quant',
    'id,product_id/id,location_id/id,quantity,reserved_quantity,inventory_date,write_date',
  ),
  bomLine: erp(
    'mrp.bom.line',
    'id,product_tmpl_id/id,component_id/id,product_qty,scrap_pct,date_start,date_stop,write_date',
  ),
  production: erp(
    'mrp.production',
    'id,name,product_id/id,product_qty,qty_produced,qty_scrapped,date_planned_start,date_planned_finished,date_start,date_finished,state,origin,write_date',
  ),
  purchaseLine: erp(
    'purchase.order.line',
    'id,order_name,partner_id/id,product_id/id,product_qty,qty_received,price_unit,currency_id/name,date_order,date_planned,date_received,state,write_date',
  ),
  rate: erp('res.currency.rate', 'id,currency,date,rate_to_company,write_date'),
} satisfies Record<string, ExtractObject>;

export type ExtractName = keyof typeof extractObjects;
