const ask = (event: Event) => event.preventDefault();

/** While `needed`, closing the page or loading it anew asks first (the browser's own question). */
export const askBeforeLeaving = (
  needed: boolean,
  page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = globalThis,
): void => {
  if (needed) page.addEventListener('beforeunload', ask);
  else page.removeEventListener('beforeunload', ask);
};
