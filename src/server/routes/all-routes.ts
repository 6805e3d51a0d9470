import type { Route } from '../routing/define-route.ts';
import * as admin from './admin-routes.ts';
import * as catalog from './catalog-routes.ts';
import * as customer from './customer-routes.ts';
import * as data from './data-routes.ts';
import * as exports from './export-routes.ts';
import * as identity from './identity-routes.ts';
import * as job from './job-routes.ts';
import * as order from './order-routes.ts';
import * as query from './query-routes.ts';
import * as lineage from './lineage-routes.ts';
import * as rows from './rows-routes.ts';
import * as session from './session-routes.ts';
import * as start from './start-routes.ts';

/** Every route of the API but the one that describes them. */
export const routes: readonly Route[] = [
  start,
  session,
  catalog,
  query,
  rows,
  lineage,
  customer,
  order,
  data,
  exports,
  identity,
  job,
  admin,
].flatMap((module) => Object.values(module));
