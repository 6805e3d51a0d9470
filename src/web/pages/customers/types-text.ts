/** True of a key pressed while somebody writes, holds a modifier or works in a dialog: not a shortcut then. */
export const typesText = (event: KeyboardEvent): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, select, textarea, dialog') !== null)
  );
};
