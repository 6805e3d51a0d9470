/** A notebook that no longer fits the warehouse: a query that fails, an expectation that does not hold. */
export class StaleNotebook extends Error {
  constructor(notebook: string, cell: number, reason: string, options: { cause?: unknown } = {}) {
    super(`notebook "${notebook}", cell ${cell}: ${reason}`, options);
    this.name = 'StaleNotebook';
  }
}
