import { describe, it } from 'vitest';
import { assertLinear } from '#testing';
import { bareCheck } from '../plan/bare-check.js';
import { withEdges } from '../plan/edges.js';
import { readPlan } from '../plan/read-plan.js';
import { saidIn } from './commands/tests-hold.js';
import { looksAt } from './commands/tests-of-changes.js';
import { assertsNothing } from './commands/tests-kept.js';
import { takesNothing } from './commands/tests-take.js';
import { namesPath } from './doubt.js';
import { definitionsKept } from './kept/definitions-kept.js';
import { sectionProblem } from './kept/section-kept.js';
import { onlyByPattern } from './reach/moved-along.js';
import { ownWords } from './reach/own-words.js';
import { partsOf } from './stated/code-of.js';
import { lostOf } from './stated/data-problem.js';
import { settingProblem } from './stated/config-values.js';
import { linesLeft } from './stated/left-over.js';
import { settingsValue } from './stated/tree-forms.js';
import { stated } from './stated/facts.js';
import { textProblem } from './stated/text-problem.js';
import { bodiesIn } from './text/bodies-kept.js';
import { bare, uncleanText } from './text/clean-text.js';
import { cutProblem } from './text/cut-off.js';
import { definedTwice } from './text/defined-once.js';
import { endsEarly } from './text/ends-early.js';
import { openEnd } from './text/open-ends.js';
import { addedOver } from './text/text-kept.js';
import { countsOf } from './wanted/counts.js';
import { unequalParts } from './wanted/equal-parts.js';
import { knowsOnly } from './wanted/examples-hold.js';
import { rankedWordsIn, rankedWordsProblem } from './wanted/ranked-words.js';
import { bodiesOf } from './wanted/method-in-class.js';
import { sectionsOf } from './wanted/sections-listed.js';
import { countedSentences } from './wanted/sentence-count.js';
import { partsByHeading } from './wanted/split-up.js';

/* Whoever writes a file, a goal or an answer can make it so long that what is not linear never ends. */

type Read = (text: string) => unknown;
type Around = { readonly start?: string; readonly end?: string };

const diffOf = (text: string): string =>
  `--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n${text.replace(/^(?=.)/gm, '-')}${text.replace(/^(?=.)/gm, '+ x')}`;
const functions = (many: number, takes = ''): string =>
  Array.from({ length: many }, (_, n) => `def f${n}(${takes}):\n`).join('');
const SETTING = { path: 'a.txt', key: 'port', value: '1.2', quoted: false, was: null };
const SECTION = { path: 'a.ini', section: 'a', key: 'b', value: '1' };
const OLD_NAME = { text: 'old', as: 'text', to: 'new' } as const;
const CONTENT = { kind: 'content', path: 'a.txt', text: 'hello' } as const;

describe('is read in linear time:', () => {
  it.each<[string, Read, string, number, Around?]>([
    ['a script of many lines', (text) => endsEarly('run.sh', text, '', ''), 'a\n', 20_000],
    [
      'one that ends at every line',
      (text) => endsEarly('run.js', text, '', ''),
      'process.exit(0)\n',
      20_000,
      { end: 'function f() {}\n' },
    ],
    [
      'one that ends and goes on behind blanks',
      (text) => endsEarly('run.sh', text, '', ''),
      ' ',
      20_000,
      { start: 'exit', end: 'x\necho 1\n' },
    ],
    ['a line of blanks', (text) => textProblem(CONTENT, 'a.txt', text, null), ' ', 30_000, { end: 'x' }],
    ['descriptions without an end', bodiesIn, '"""a\n', 20_000],
    ['quotations without an end', bare, '\\"', 20_000],
    ['blanks in a note', (text) => uncleanText('a.md', text, ''), ' ', 20_000, { start: 'note', end: 'x' }],
    ['empty lines of SQL', (text) => cutProblem('a.sql', text, null, ''), '\n', 20_000, { end: 'select (1' }],
    ['old line ends of SQL', (text) => cutProblem('a.sql', text, null, ''), '\r', 20_000, { end: 'select (1' }],
    ['quotations of code without an end', (text) => partsOf('a.js', text), '\\"', 20_000],
    ['remarks of code without an end', (text) => partsOf('a.js', text), '/* ', 20_000],
    ['remarks of a page without an end', (text) => partsOf('a.html', text), '<!-- ', 20_000],
    ['the name of a tag', (text) => cutProblem('a.xml', text, null, ''), '-', 20_000, { start: '<r><a', end: '\0' }],
    [
      'braces behind a function',
      (text) => definedTwice('a.ts', text, '', ''),
      '{',
      40_000,
      { start: 'function f() {}\nfunction f() ' },
    ],
    ['heads of functions', (text) => definedTwice('a.ts', text, '', ''), 'function f(a,\n', 20_000],
    ['a number', (text) => settingProblem(text, SETTING), '0', 20_000],
    [
      'blanks behind a value',
      (text) => sectionProblem(SECTION, text, '[a]\nb = 2\n'),
      ' ',
      20_000,
      { start: '[a]\nb = 1', end: 'x' },
    ],
    ['blanks in a definition', (text) => openEnd('a.rb', text), ' ', 20_000, { start: 'def', end: '!\nend\n' }],
    [
      'blanks behind a table',
      (text) => knowsOnly(text, [{ name: 'f', given: '[1]', wanted: '2' }]),
      ' ',
      20_000,
      { start: 'return {1: 2}[x]', end: 'x' },
    ],
    ['a heading', sectionsOf, ' #', 10_000, { start: '# a', end: '\0' }],
    ['a heading that parts', partsByHeading, ' #', 10_000, { start: '# a', end: '\0' }],
    [
      'blanks in an assertion',
      (text) => assertsNothing('test_a.py', text, null, ''),
      ' ',
      20_000,
      { start: 'assert', end: 'x\n' },
    ],
    ['blanks in a goal', (text) => ownWords('I did it.', '', text), ' ', 3000, { start: 'leave' }],
    ['blanks in an order', stated, ' ', 3000, { start: 'delete all the files', end: 'x' }],
    ['blanks in another', stated, ' ', 2900, { start: 'migrate a: b.txt as ini', end: 'x' }],
    ['a pattern in a goal', (text) => onlyByPattern([], new Set(), text), '-', 20_000],
    ['the name of a function in a goal', (text) => saidIn(text, text), 'A0', 20_000],
    ['definitions that went', (text) => definitionsKept(diffOf(text), 'Add a line.', stated('')), 'def f():\n', 10_000],
    ['empty lines before an import', (text) => looksAt('test_b.py', text, 'a.py'), '\n', 20_000],
    ['empty lines before one that is missing', (text) => takesNothing('a.test.js', text), '\n', 40_000, { end: 'x' }],
    ['a line of signs whose words are counted', (text) => countsOf('words', 'a.txt', text), '=', 20_000],
    ['a line of apostrophes', (text) => countsOf('words', 'a.txt', text), "'", 20_000],
    ['parts of a name', (text) => linesLeft(OLD_NAME, 'a.txt', text, null), 'a.', 20_000, { end: ' old' }],
    ['blanks in a setting', settingsValue, ' ', 20_000, { start: 'a = b', end: 'x' }],
    [
      'blanks behind a word of a list',
      (text) =>
        rankedWordsIn('Write the 2 most common words of a.txt to b.txt.').map((one) =>
          rankedWordsProblem(one, 'b b c c a', text),
        ),
      ' ',
      20_000,
      { start: 'b', end: '\0\nc' },
    ],
    ['empty lines of prose', countedSentences, '\n', 19_000, { end: 'x' }],
    [
      'empty lines of a part',
      (text) =>
        unequalParts(
          { path: 'a.txt', lines: 2 },
          text,
          new Map([
            ['b.txt', text],
            ['c.txt', text],
          ]),
        ),
      '\n',
      20_000,
      { start: 'x', end: 'x' },
    ],
    ['an edge of a plan', (text) => withEdges([], { edges: [text] }, []), ' ', 40_000, { end: 'x' }],
    ['heads of one class', (text) => bodiesOf('a.py', text, 'A'), 'class A:\n', 20_000],
    [
      'functions of files put together',
      ({ length }) => lostOf({ path: 'a.py', text: functions(length) }, [], { path: 'b.py', text: functions(length) }),
      'x',
      20_000,
    ],
    [
      'functions that are written anew',
      ({ length }) => addedOver('a.py', functions(length, 'x'), functions(length), 'Add a line.'),
      'x',
      20_000,
    ],
    ['a path of a command', (text) => namesPath(text, 'a.txt'), '/', 20_000, { end: 'x' }],
    ['blanks in a check', (text) => bareCheck(text, ''), ' ', 20_000, { start: 'a', end: 'x' }],
    ['empty lines of a plan', (text) => readPlan(text, new Set()), '\n', 20_000, { start: '```yml' }],
  ])('%s', (_, read, unit, times, around = {}) => {
    assertLinear(read, unit, times, around);
  });
});
