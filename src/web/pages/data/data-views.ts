export const dataViews = ['sources', 'loads', 'rejects', 'fixes', 'drift', 'runs', 'write-back'] as const;
export type DataView = (typeof dataViews)[number];

/** The part of the Data page an address names. */
export const dataViewOf = (path: string): DataView =>
  dataViews.find((view) => path === `/data/${view}`) ?? 'sources';
