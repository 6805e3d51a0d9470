export const reviewActions = [
  'next',
  'previous',
  'open',
  'close',
  'same',
  'apart',
  'undo',
  'skip',
  'help',
] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** The keys of each action, as they are shown in the help. */
export const reviewKeys: Readonly<Record<ReviewAction, readonly string[]>> = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['Enter'],
  close: ['Escape'],
  same: ['m'],
  apart: ['n'],
  undo: ['u'],
  skip: ['s'],
  help: ['?'],
};

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
}

/**
 * What a key means where `within` has the focus: nothing while a person types, uses a control of its own keys, or
 * has switched single keys off (WCAG 2.1.4); Enter on a link or button is that link's or button's.
 */
export const reviewActionOf = (
  pressed: PressedKey,
  within: 'page' | 'control' | 'text',
  lettersOn: boolean,
): ReviewAction | undefined => {
  if (pressed.defaultPrevented || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  const action = reviewActions.find((each) => reviewKeys[each].includes(pressed.key));
  if (action === undefined || within === 'text') return undefined;
  if (pressed.key.length === 1 && !lettersOn) return undefined;
  return action === 'open' && within === 'control' ? undefined : action;
};
