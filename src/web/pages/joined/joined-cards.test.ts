import { describe, expect, it } from 'vitest';
import { joinedCards, joinedQueries, onScale } from './joined-cards.ts';

const question = {
  window: { from: '2025-07-01', to: '2026-07-01' },
  lifetime: { from: '2023-07-01', to: '2026-07-01' },
  filters: [],
  allows: () => true,
};

describe('the joined page', () => {
  it('asks for every card in one batch, campaigns over all days of the data', () => {
    const queries = joinedQueries(question);
    for (const { id } of joinedCards) expect(queries).toHaveProperty([id]);
    expect(queries['campaigns']?.window).toEqual(question.lifetime);
    expect(queries['pipeline']?.window).toEqual(question.window);
    expect(queries['risk.head']?.metrics).toEqual(['revenue_at_risk']);
  });

  it('never for what the reader may not see', () => {
    const queries = joinedQueries({ ...question, allows: (metric) => metric !== 'revenue' });
    expect(Object.values(queries).flatMap(({ metrics }) => metrics)).not.toContain('revenue');
  });

  it('shows a scale in its own order, whatever the size of the bars, and the unknown last', () => {
    const bars = ['late', null, 'prompt', 'odd'].map((member) => ({ member }));
    expect(onScale(bars, ['prompt', 'slow', 'late']).map(({ member }) => member)).toEqual([
      'prompt',
      'late',
      'odd',
      null,
    ]);
  });
});
