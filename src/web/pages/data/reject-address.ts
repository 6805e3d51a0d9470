const names = ['source', 'object', 'rule'] as const;
export const rejectsPageSize = 50;

export const rejectsOffset = (query: URLSearchParams): number =>
  Math.max(0, Math.trunc(Number(query.get('offset') ?? 0)) || 0);

export const isNarrowed = (query: URLSearchParams): boolean => names.some((name) => query.has(name));

/** The request for the list that an address names. */
export const rejectsPath = (query: URLSearchParams): string => {
  const wanted = new URLSearchParams({
    limit: String(rejectsPageSize),
    offset: String(rejectsOffset(query)),
  });
  for (const name of names) {
    const value = query.get(name);
    if (value) wanted.set(name, value);
  }
  return `/data/rejects?${wanted.toString()}`;
};

/** The address with some parts changed; the open reject closes unless it is named. */
export const rejectsAddress = (
  query: URLSearchParams,
  change: Readonly<Record<string, string | undefined>>,
): string => {
  const next = new URLSearchParams(query);
  next.delete('reject');
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return `/data/rejects${text ? `?${text}` : ''}`;
};
