import { openWarehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import { synthesisePersons } from './synthesise-persons.ts';

/** `write-persons.ts FILE RECORDS`: in a process of its own, so that what it takes is not counted as linkage. */
const [file = '', records = '0'] = process.argv.slice(2);
const warehouse = await openWarehouse();
await synthesisePersons(warehouse, Number(records));
await warehouse.run(`copy person to ${literal(file)} (format parquet)`);
warehouse.close();
