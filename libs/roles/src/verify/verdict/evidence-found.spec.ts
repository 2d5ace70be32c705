import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { lookUpIn, unfoundEvidence } from './evidence-found.js';
import { readVerdict } from './read-verdict.js';

const SHOWN = [
  'The greeting is friendly.',
  'modify hello.txt (+2 -1)',
  'passed node --test: 3 tests passed',
  'diff --git a/hello.txt b/hello.txt',
  '@@ -1 +1,2 @@',
  '-Hi',
  '+Good   morning,',
  '+how are you?',
].join('\n');
const isFound = lookUpIn(SHOWN);

describe('evidence of a verdict', () => {
  it.each<[string, unknown]>([
    ['a line of the diff', 'The file has `+how are you?`'],
    ['a line without its sign, other blanks', ['"Good morning,"']],
    ['two lines as one', { quote: '"Good morning, how are you?"' }],
    ['with a part left out', 'It says "Good morning, ... are you?"'],
    ['the file alone', 'hello.txt was changed as asked'],
    ['the result of a check', [{ file: 'checks', quote: '`3 tests passed`' }]],
    ['some of it', '`Good morning,` and `Good evening`'],
    ['nothing that could be looked up', 'All criteria are met.'],
    ['nothing', ''],
    ['none', undefined],
  ])('is found, or none: %s', (_, evidence) => {
    expect(unfoundEvidence({ passed: true, evidence }, isFound)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['a line that is nowhere', 'The file has `Good evening`'],
    ['another file', 'greeting.md holds it'],
    ['what the worker claims', ['"I wrote a friendly greeting"']],
    ['within lists and objects', [{ criterion: 1, quotes: ['"Welcome aboard"'] }]],
  ])('is not found: %s', (_, evidence) => {
    expect(unfoundEvidence({ passed: true, evidence }, isFound)).not.toBeNull();
    const text = JSON.stringify({ passed: true, issues: [], confidence: 0.9, suggestion: '', evidence });
    expect(readVerdict(text, 'The greeting is friendly.', () => false, isFound)).toMatchObject({
      kind: 'contradiction',
      because: expect.stringContaining('is in nothing that was shown of the work') as string,
    });
    // A rejection needs none.
    expect(readVerdict(text.replace('true', 'false').replace('[]', '["rude"]'), '', () => false, isFound).kind).toBe(
      'verdict',
    );
  });

  it('is looked for in linear time', () => {
    for (const unit of ['`', '"', 'a.', 'a', '“', '...', '`abcd`'])
      assertLinear((text) => unfoundEvidence({ evidence: text }, isFound), unit, 60_000 / unit.length);
  });
});
