import type { OrderLine, OrderProduction, OrderSupply } from '../../contract/api/orders.ts';
import { lineOf } from '../customers/line-of.ts';
import { rowCells, type Row } from './row-cells.ts';

const productOf = (row: Row) => {
  const { text } = rowCells(row);
  return { code: text('code'), name: text('name'), nameZh: text('name_zh') };
};

/** A row of `compileOrderLines`; `seesAll` tells whether what is not promised to anyone may be told. */
export function orderLineOf(row: Row, seesAll: boolean): OrderLine {
  const { text, number, amount, is } = rowCells(row);
  return {
    lineId: text('order_line_id') ?? '',
    lineNo: number('line_no'),
    product: { ...productOf(row), uom: text('uom') },
    state: (text('state') ?? 'unknown') as OrderLine['state'],
    isOpen: is('is_open'),
    isLate: is('is_late'),
    isService: is('is_service'),
    isShortClosed: is('is_short_closed'),
    daysLate: amount('days_late'),
    cause: text('cause') as OrderLine['cause'],
    quantity: amount('quantity'),
    shipped: amount('shipped'),
    invoiced: amount('invoiced'),
    open: amount('open'),
    amount: number('amount'),
    requestedOn: text('requested_on'),
    promisedOn: text('promised_on'),
    expectedOn: text('expected_on'),
    lastShippedOn: text('last_shipped_on'),
    promise: is('is_open') && !is('is_service') ? promiseOf(row) : null,
    onHand: number('on_hand'),
    ...(seesAll ? { unpromised: number('unpromised'), earliestOn: text('earliest_on') } : {}),
    line: lineOf(row),
  };
}

function promiseOf(row: Row): OrderLine['promise'] {
  const { text, number, amount } = rowCells(row);
  return {
    fromStock: amount('from_stock'),
    fromSupply: amount('from_supply'),
    uncovered: amount('uncovered'),
    availableOn: text('available_on'),
    scheduledOn: text('scheduled_on'),
    leadTimeDays: number('lead_time_days'),
    supply: {
      kind: (text('supply_kind') ?? 'none') as OrderSupply['kind'],
      number: text('supply_number'),
      status: text('supply_status'),
      quantity: number('supply_quantity'),
      promisedOn: text('supply_promised_on'),
      expectedOn: text('supply_expected_on'),
      rule: text('supply_rule'),
      daysLate: amount('supply_days_late'),
    },
  };
}

/** A row of `compileProduction`. */
export function productionOf(row: Row): OrderProduction {
  const { text, amount } = rowCells(row);
  return {
    workOrder: text('work_order_id') ?? '',
    number: text('number'),
    status: text('status'),
    product: productOf(row),
    planned: amount('planned'),
    done: amount('done'),
    scrap: amount('scrap'),
    plannedStartOn: text('planned_start_on'),
    plannedEndOn: text('planned_end_on'),
    startedOn: text('started_on'),
    finishedOn: text('finished_on'),
    expectedOn: text('expected_on'),
    rule: text('rule'),
    daysLate: amount('days_late'),
  };
}
