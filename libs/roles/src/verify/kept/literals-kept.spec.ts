import { describe, expect, it } from 'vitest';
import { doesTheSame, wordsOfTexts } from './literals-kept.js';

describe('code that is to do the same', () => {
  it.each([
    'Refactor the if chain into a lookup table.',
    'Turn the chain into a table without changing its behaviour.',
    'Use a table here. What cost() returns must stay the same for every kind.',
    'Split the function and keep the current behavior.',
  ])('is spoken of: %s', (asked) => {
    expect(doesTheSame(asked)).toBe(true);
  });
  it.each([
    'Make the function return the same as the other one.',
    'Refactor the messages into constants.',
    'Refactor and remove the legacy branch.',
    'Refactor it, but reject bulky goods.',
    'Fix the result of cost().',
  ])('is not: %s', (asked) => {
    expect(doesTheSame(asked)).toBe(false);
  });

  it('speaks of what stands in its texts', () => {
    const code = [
      "import a from './alpha';",
      '// "beta" is old',
      "if (kind === 'express') return `left over ${gamma} ${f('delta')}`;",
      "const x = 'a1' && /pattern/.test(y);",
    ].join('\n');
    expect([...wordsOfTexts('a.js', code)].sort()).toEqual(['delta', 'express', 'left', 'over']);
  });
});
