import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { placedUnder, standsElsewhere } from './under-heading.js';

const TOLD = 'Append the entry "- fixed login" to CHANGES.md under "## Unreleased".';
const CHANGES = '# Changes\n\n## Unreleased\n\n- added search\n\n### Docs\n\n- typos\n\n## 1.0\n\n- first\n';
const isElsewhere = (text: string, told = TOLD): boolean | null => standsElsewhere(placedUnder(told)!, text, CHANGES);

describe('what is to stand under a heading', () => {
  it.each([
    TOLD,
    'Add "- fixed login" under the heading "## Unreleased" in CHANGES.md.',
    'Please add the line "- fixed login" to the file CHANGES.md, right below "## Unreleased"',
    'Insert "- fixed login" into the section "## Unreleased" of CHANGES.md.'.replace(' of ', ' in '),
  ])('is read: %s', (told) => {
    expect(placedUnder(told)).toEqual({ text: '- fixed login', heading: '## Unreleased', path: 'CHANGES.md' });
  });

  it.each(['Append "- fixed login" to CHANGES.md.', 'Add "a" under a.md, and "b" under b.md.'])(
    'is nothing here: %s',
    (told) => {
      expect(placedUnder(told)).toBeNull();
    },
  );

  it('stands elsewhere', () => {
    expect(isElsewhere(`${CHANGES}- fixed login\n`)).toBe(true);
    expect(isElsewhere(CHANGES.replace('\n\n## Unr', '\n\n- fixed login\n\n## Unr'))).toBe(true);
  });

  it.each([
    CHANGES.replace('- added', '- fixed login\n- added'),
    CHANGES.replace('search\n', 'search\n- fixed login (#12)\n'),
    CHANGES.replace('typos\n', 'typos\n- fixed login\n'),
  ])('stands there: %j', (text) => {
    expect(isElsewhere(text)).toBe(false);
  });

  it('stands there where the heading is closed by its signs, or ends with one', () => {
    const [told, text] = [TOLD.replace('Unreleased', 'C#'), '# a\n\n## C# ##\n\n- fixed login\n'];
    expect(isElsewhere(text, told)).toBe(false);
    expect(isElsewhere(text.replace('## C# ##', '## C#\n\n## D'), told)).toBe(true);
  });

  it('is nobody to say where there is no such heading, or the text was there', () => {
    expect(isElsewhere(CHANGES.replace('## Unreleased', '## Next').concat('- fixed login\n'))).toBeNull();
    expect(isElsewhere(CHANGES, TOLD.replace('- fixed login', '- first'))).toBeNull();
    expect(isElsewhere(CHANGES)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(placedUnder, 'add "a" ', 2000);
    assertLinear(placedUnder, ' ', 20_000, { start: 'add "a" to a.md', end: 'x' });
    assertLinear((text: string) => standsElsewhere(placedUnder(TOLD)!, text, text), '# a ', 5000);
    assertLinear((text: string) => standsElsewhere(placedUnder(TOLD)!, text, text), '#\t ', 5000, { end: 'x' });
    for (const unit of [' ', '\t', '#', ' #'])
      assertLinear((text: string) => standsElsewhere(placedUnder(TOLD)!, text, ''), unit, 20_000, {
        start: '# a',
        end: 'b',
      });
  });
});
