/** The core tables that metrics read, column by column; what the models build must have at least these. */
const source = '_source varchar, _source_key varchar, _batch varchar, _line bigint';
const market = 'region varchar, channel varchar, customer_no integer';
const money = 'decimal(18,4)';

export const coreDdl: Readonly<Record<string, string>> = {
  dim_golden_customer: `customer_no integer, golden_id varchar, name varchar, kind varchar, email varchar, phone varchar, region varchar, channel varchar, industry varchar, country varchar, record_count integer`,
  dim_product: `product_key bigint, product_id varchar, product_no integer, code varchar, name varchar, name_zh varchar, category varchar, is_current boolean, is_listed boolean`,
  dim_golden_product: `golden_product_id varchar, product_no integer, name varchar, name_zh varchar`,
  mart_product_standing: `product_no integer, golden_product integer, product_systems varchar`,
  dim_employee: 'employee_id varchar, name varchar, email varchar, role varchar, region varchar',
  fct_invoice_line: `${source}, ${market}, invoice_line_id varchar, invoice_id varchar, invoice_number varchar, kind varchar, order_line_id varchar, issued_on date, product_no integer, category varchar, quantity ${money}, currency varchar, amount ${money}, amount_base ${money}, cost_base ${money}, margin_base ${money}`,
  fct_sales_order_line: `${source}, ${market}, order_line_id varchar, order_id varchar, order_number varchar, customer_po varchar, ordered_on date, requested_on date, promised_on date, shipped_on date, product_no integer, category varchar, salesperson_id varchar, quantity ${money}, unit_price ${money}, currency varchar, amount ${money}, amount_base ${money}, cost_base ${money}, qty_delivered ${money}, qty_invoiced ${money}, status varchar, is_cancelled boolean, is_due boolean, is_on_time boolean, is_in_full boolean, is_otif boolean`,
  fct_invoice: `${source}, ${market}, invoice_id varchar, number varchar, kind varchar, order_id varchar, issued_on date, due_on date, currency varchar, total ${money}, total_base ${money}, paid_base ${money}, open_base ${money}, status varchar`,
  fct_opportunity: `${source}, ${market}, opportunity_id varchar, name varchar, owner_id varchar, campaign_id varchar, stage varchar, currency varchar, amount ${money}, amount_base ${money}, probability decimal(9,4), created_on date, close_on date, closed_on date, is_closed boolean, is_won boolean, order_ref varchar`,
  fct_case: `${source}, ${market}, case_id varchar, number varchar, opened_on date, first_response_on date, closed_on date, status varchar, priority varchar, reason varchar, subject varchar`,
  fct_stock_move: `${source}, region varchar, channel varchar, product_no integer, moved_on date, status varchar, quantity ${money}`,
  fct_stock_snapshot: `region varchar, channel varchar, date_on date, product_no integer, category varchar, location_id varchar, on_hand ${money}, value_base ${money}, is_stock_out boolean`,
  mart_backlog_event: `${source}, ${market}, date_on date, category varchar, product_no integer, order_line_id varchar, delta_base ${money}, delta_quantity ${money}`,
  mart_receivable_event: `${source}, ${market}, date_on date, category varchar, invoice_id varchar, delta_base ${money}, overdue_delta_base ${money}`,
  mart_inventory_event: `${market}, date_on date, category varchar, product_no integer, delta_base ${money}, delta_quantity ${money}`,
  mart_pipeline_event: `${source}, ${market}, date_on date, category varchar, opportunity_id varchar, stage varchar, probability decimal(9,6), delta_base ${money}, weighted_delta_base ${money}`,
  mart_pipeline_line_event: `${source}, ${market}, date_on date, category varchar, product_no integer, opportunity_id varchar, stage varchar, probability decimal(9,6), delta_quantity ${money}, delta_base ${money}, weighted_delta_base ${money}`,
  mart_stage_history: 'source varchar, known_from date',
  mart_data_begin: 'fact varchar, known_from date',
  mart_case_event: `${source}, ${market}, date_on date, category varchar, case_id varchar, delta_open integer`,
  mart_customer_standing: `customer_no integer, region varchar, channel varchar, paying_behaviour varchar, delivery_performance varchar, service_risk varchar, systems varchar, first_campaign varchar, lead_source varchar`,
  mart_known_customer: `${source}, ${market}, date_on date, delta integer`,
  mart_customer_event: `${source}, ${market}, date_on date, category varchar, kind varchar, delta integer`,
};

/** The names of the columns of a DDL. */
export const columnsOf = (ddl: string): string[] =>
  ddl
    .replaceAll(/\([^)]*\)/g, '')
    .split(',')
    .map((column) => column.trim().split(' ')[0] ?? '');

export const columnNames = (table: string): string[] => columnsOf(coreDdl[table] ?? '');
