import { expect, it } from 'vitest';
import { askBeforeLeaving } from './ask-before-leaving.ts';

it('closing the page asks while something waits to be sent, and not before or after', () => {
  const page = new EventTarget();
  const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(asks()).toBe(false);
  askBeforeLeaving(true, page);
  askBeforeLeaving(true, page);
  expect(asks()).toBe(true);
  askBeforeLeaving(false, page);
  expect(asks()).toBe(false);
});
