import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import type { LinkPlan, PlannedField } from '../link-plan.ts';

/** [LINK-49] What things are called, by which two of one list seldom agree. */
export const calls: ReadonlySet<FieldKind> = new Set(['company_name', 'full_name', 'text']);

/** The field that says what things are called, where the parts of that are all that is compared. */
export function onlyName({ fields }: Pick<LinkPlan, 'fields'>): PlannedField | undefined {
  const name = fields.find(({ field }) => calls.has(field.kind));
  const isPart = ({ field }: PlannedField): boolean =>
    field.name === name?.field.name || field.name.startsWith(`${name?.field.name ?? ''} `);
  return fields.every(isPart) ? name : undefined;
}
