import { expect, it } from 'vitest';
import { publicDetails } from './public-details.ts';

it('of a file its name is told, of a system.yaml its system too, and never where the workspace lies', () => {
  const told = (file: string) => publicDetails({ file, reason: 'mapping_empty' })['file'];
  expect(told('/srv/company/extracts/erp/orders.csv')).toBe('orders.csv');
  expect(told('/srv/company/systems/odoo/system.yaml')).toBe('odoo/system.yaml');
  expect(told('odoo/employee.sql')).toBe('odoo/employee.sql');
});
