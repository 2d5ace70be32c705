import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyLetter, assertLinear } from '#testing';
import { findEdit } from './edits/find-edit.js';
import { stripFileNumbers, stripLineNumbers } from './edits/line-numbers.js';
import { mendContent } from './edits/mend-content.js';
import { patchSections } from './edits/patch-sections.js';
import { applyPatch, looksLikePatch } from './edits/patch.js';
import { inFormOf, lostStretch } from './edits/rewrite.js';
import { inOwnTerms } from './registry/foreign-calls.js';
import { cleanText, oneLine } from './text/plain-text.js';

/* Whatever a model sends as a text, an edit or a patch, and whatever a program writes. */

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'an edit': (text) => findEdit(text, text.slice(0, 50), 'x'),
  'an edit of much': (text) => findEdit(text, text.slice(1), 'x'),
  'numbered lines': (text) => stripLineNumbers(text, text),
  'a numbered file': stripFileNumbers,
  'a whole file': (text) => mendContent('a.py', text),
  'sections of a patch': patchSections,
  'a patch': (text) => [looksLikePatch('a.py', text), applyPatch('a\nb\n', text)],
  'a patch of a long file': (text) => applyPatch(text, '@@ -1,2 +1,2 @@\n-a\n+b\n'),
  'a file written anew': (text) => [inFormOf(text, null), lostStretch(text, text.slice(10))],
  'what a program wrote': (text) => [cleanText(text), oneLine(text)],
  'a call of another harness': (text) => [
    inOwnTerms({ name: text.slice(0, 40), arguments: { command: text, path: text } }),
    inOwnTerms({ name: 'apply_patch', arguments: { input: text } }),
    inOwnTerms({ name: 'execute_bash', arguments: { command: text } }),
  ],
};
const PIECES = [
  ...[
    '\n',
    '\r\n',
    ' ',
    '\t',
    'a',
    'a\n',
    '1\t',
    '1: a\n',
    '12|a\n',
    '+a\n',
    '-a\n',
    ' a\n',
    '```\n',
    '```py\n',
    '\\n',
  ],
  ...['@@ -1 +1 @@\n', '--- a/a\n+++ b/a\n', '*** Begin Patch\n', '*** Update File: a\n', '*** End Patch\n', 'EOF\n'],
  ...[
    '<<<<<<< SEARCH\n',
    '=======\n',
    '>>>>>>> REPLACE\n',
    '"',
    '\\',
    '{',
    '\ufeff',
    '\ud83d',
    '\r',
    'a\r',
    '\u001b',
    '\u001b[',
    '\u001b[1;',
    '\u001b]0;a',
    "apply_patch <<'EOF'\n",
  ],
];
const input = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: anyLetter, maxLength: 6 })), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

describe.each(Object.entries(READERS))('any text, read as %s,', (_, read) => {
  it('is read or not, and never throws', () => {
    fc.assert(
      fc.property(input, (text) => void read(text)),
      { numRuns: 300 },
    );
  });

  it.each(PIECES)('is read in linear time, made of %j', (piece) => {
    assertLinear(read, piece, 12_000 / piece.length);
  });
});
