import { fileTarget, type ImportFile } from '../../write-back/file-target.ts';
import { renamed, statusFields, statusOf, type StatusField } from '../../write-back/status-fields.ts';
import type { OpenStatusTarget } from '../../write-back/system-writer.ts';

const property = (field: StatusField | 'as_of' | 'version'): string => `tandem_${field}`;

const subject = property('order_number');

/** Object type ids of HubSpot's API. */
const objects = {
  opportunity: { object: 'deals', type: '0-3' },
  account: { object: 'companies', type: '0-2' },
} as const;

const files = Object.values(objects).map(({ object }): ImportFile => ({
  object,
  name: `${object}.csv`,
  keyColumn: 'Record ID',
  fieldColumns: statusFields.map(property),
  stampColumns: { asOf: property('as_of'), version: property('version') },
}));

/** The `importRequest` part of POST /crm/v3/imports for one file: updates by Record ID, creates nothing. */
function importRequest(
  { object, name, keyColumn, fieldColumns, stampColumns }: ImportFile,
  version: string,
): unknown {
  const type = Object.values(objects).find((one) => one.object === object)?.type ?? '';
  const properties = [...fieldColumns, stampColumns.asOf, stampColumns.version];
  return {
    name: `Tandem order status ${version} (${object})`,
    importOperations: { [type]: 'UPDATE' },
    dateFormat: 'YEAR_MONTH_DAY',
    files: [
      {
        fileName: name,
        fileFormat: 'CSV',
        fileImportPage: {
          hasHeader: true,
          columnMappings: [
            {
              columnObjectTypeId: type,
              columnName: keyColumn,
              propertyName: 'hs_object_id',
              columnType: 'HUBSPOT_OBJECT_ID',
            },
            ...properties.map((columnName) => ({
              columnObjectTypeId: type,
              columnName,
              propertyName: columnName,
            })),
          ],
        },
      },
    ],
  };
}

/** CSV of deals and companies by Record ID, each with the request that imports it. */
const open: OpenStatusTarget = (_workspace, source, { folder, full }) =>
  Promise.resolve({
    ...fileTarget({
      target: source.id,
      folder,
      files,
      full,
      subject,
      beside: (file, { version }) => ({
        [`importRequest-${file.object}.json`]: importRequest(file, version),
      }),
    }),
    inactive: 'deleted',
    desired: (records) =>
      records.map((record) => ({
        object: objects[record.kind].object,
        key: record.key,
        about: record.orders.map((order) => order.order_number),
        fields: renamed(statusOf(record), property),
        subject,
        isIdle: record.orders.length === 0,
        ...(/^[1-9]\d{0,18}$/.test(record.key) ? {} : { refusal: 'bad_id' }),
      })),
  });

export default open;
