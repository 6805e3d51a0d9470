import { locale } from '../../../state/locale.svelte.ts';

const nearlyAll = 0.9995;
const nearlyNone = 0.0005;

/** A probability as a percentage; never 100 % or 0 %, which no model can know. */
export const probabilityText = (probability: number): string => {
  const { percent } = locale.formats;
  if (probability >= nearlyAll) return `>${percent(0.999)}`;
  return probability < nearlyNone ? `<${percent(0.001)}` : percent(probability);
};
