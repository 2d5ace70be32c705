import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { placedBeside, standsOnTheOtherSide, type Beside } from './placed-beside.js';

const ABOVE: Beside = { text: '## 1.4', of: '## 1.3', side: 'above', path: 'C.md' };
const BEFORE = '# C\n\n## 1.3\n\n- a\n';

describe('what is to stand above or below something', () => {
  it.each<[string, Beside[]]>([
    ['Add "## 1.4" above "## 1.3" in C.md.', [ABOVE]],
    ['Set x in a.json, add "## 1.4" with the bullet "- b" above "## 1.3" in C.md, and go on.', [ABOVE]],
    ['Insert the line "## 1.4" into C.md directly above the heading "## 1.3".', [ABOVE]],
    ['Put "b" below the line "a" in l.txt.', [{ text: 'b', of: 'a', side: 'below', path: 'l.txt' }]],
  ])('%s', (told, wanted) => {
    expect(placedBeside(told)).toEqual(wanted);
  });
  it.each([
    'Add "## 1.4" to C.md.',
    'Do not add "b" above "a" in l.txt.',
    'Add "b" above or below "a" in l.txt.',
    'Add "b" above the first line in l.txt.',
    'Add a warning above "a" in l.txt.',
  ])('%s: nothing', (told) => {
    expect(placedBeside(told)).toEqual([]);
  });

  it('stands on the other side', () => {
    expect(standsOnTheOtherSide(ABOVE, `${BEFORE}\n## 1.4\n\n- b\n`, BEFORE)).toBe(true);
    expect(
      standsOnTheOtherSide({ ...ABOVE, side: 'below' }, BEFORE.replace('## 1.3', '## 1.4\n\n## 1.3'), BEFORE),
    ).toBe(true);
  });
  it.each([
    BEFORE.replace('## 1.3', '## 1.4\n\n- b\n\n## 1.3'),
    // A table of contents may say it as well.
    `${BEFORE.replace('# C', '# C\n\n- ## 1.4')}\n## 1.4\n`,
    // Nobody can say what is meant.
    `${BEFORE}\n## 1.3.1\n\n## 1.4\n`,
    BEFORE,
    '',
  ])('does not: %j', (now) => {
    expect(standsOnTheOtherSide(ABOVE, now, BEFORE)).toBe(false);
  });
  it('says nothing of what was there before', () => {
    expect(standsOnTheOtherSide(ABOVE, `${BEFORE}## 1.4\n`, `${BEFORE}## 1.4\n`)).toBe(false);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['add "a" ', 'add "a" with "b" ', 'above "a" ', ' ']) assertLinear(placedBeside, unit, 2000);
    for (const unit of ['## 1.4\n', '## 1.3\n', '\r\n'])
      assertLinear((text: string) => standsOnTheOtherSide(ABOVE, text, text), unit, 20_000);
  });
});
