import { describe, expect, it } from 'vitest';
import { factsIn } from './facts.js';

describe('names that are given on', () => {
  it.each([
    'In stats.js rename the variable tmp to total, and then, since that clashes, rename total to sum.',
    'Rename the variable tmp to total in stats.js. Rename the variable total to sum in stats.js.',
  ])('ends without the one between: %s', (text) => {
    const names = factsIn(text).flatMap((fact) => (fact.kind === 'names' ? fact.names : []));
    expect(names).not.toContain('total');
  });

  it('keeps the last one', () => {
    expect(factsIn('In a.py rename the function old to new.')).toContainEqual({
      ...{ kind: 'names', path: 'a.py', names: ['new'], of: 'code' },
    });
  });

  it.each([
    ['Rename 2.md to 3.md and 1.md to 2.md, then make 1.md from draft.md.', '2.md', true],
    ['Rename 1.md to 2.md, then write a new 1.md with a greeting.', '1.md', true],
    ['Renomme 1.md en 2.md puis 3.md en 1.md.', '1.md', true],
    ['Переименуй 1.md в 2.md, а 3.md в 1.md.', '1.md', true],
    ['Rename 1.md to 2.md. Then look at 3.md and 1.md.', '1.md', undefined],
    ['Rename 1.md to 2.md and update the links to 1.md.', '1.md', undefined],
    ['Rename 1.md to 2.md.', '1.md', undefined],
  ])('knows of a place that another file takes: %s', (text, from, refilled) => {
    const moved = factsIn(text).find((fact) => fact.kind === 'moved' && fact.from === from);
    expect(moved).toMatchObject({ kind: 'moved', from });
    expect((moved as { refilled?: true }).refilled).toBe(refilled);
  });
});
