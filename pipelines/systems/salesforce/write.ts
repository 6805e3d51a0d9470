import { fileTarget, type ImportFile } from '../../write-back/file-target.ts';
import {
  renamed,
  statusFields,
  statusOf,
  wordedFields,
  type StatusField,
} from '../../write-back/status-fields.ts';
import type { OpenStatusTarget } from '../../write-back/system-writer.ts';
import { longId } from './record-key.ts';

/** `order_state` → `Tandem_Order_State__c`. */
const column = (field: StatusField): string =>
  `Tandem_${field.replaceAll(/(^|_)([a-z])/g, (_all, bar: string, letter: string) => bar + letter.toUpperCase())}__c`;

const subject = column('order_number');
const objectOf = { opportunity: 'Opportunity', account: 'Account' } as const;

const files = Object.values(objectOf).map((object): ImportFile => ({
  object,
  name: `${object}.csv`,
  keyColumn: 'Id',
  fieldColumns: statusFields.map(column),
  stampColumns: { asOf: 'Tandem_As_Of__c', version: 'Tandem_Version__c' },
  emptied: { columns: wordedFields.map(column), cell: '#N/A' },
}));

/** CSV for Data Loader's update (upsert by Id), by the Bulk API, of Opportunity and Account, into fields of our own. */
const open: OpenStatusTarget = (_workspace, source, { folder, full }) =>
  Promise.resolve({
    ...fileTarget({ target: source.id, folder, files, full, subject }),
    inactive: 'deleted',
    desired: (records) =>
      records.map((record) => {
        const key = longId(record.key);
        return {
          object: objectOf[record.kind],
          key: key ?? record.key,
          about: record.orders.map((order) => order.order_number),
          fields: renamed(statusOf(record), column),
          subject,
          isIdle: record.orders.length === 0,
          ...(key === undefined ? { refusal: 'bad_id' } : {}),
        };
      }),
  });

export default open;
