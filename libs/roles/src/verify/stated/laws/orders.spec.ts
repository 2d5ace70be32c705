import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { factsIn } from '../facts.js';
import { faults, removePlayed, type Files } from '../played.fixture.js';

afterEach(removePlayed);

describe('orders of which a word is not understood', () => {
  it.each([
    'Convert the headings in notes.txt to uppercase.',
    'Convert notes.txt to uppercase except the first line.',
    'Uppercase only the names in notes.txt.',
    'Sort names.txt by last name.',
    'Sort names.txt, but keep the first line where it is.',
    'Sort the lines of each section in notes.txt.',
    'Sort the imports in app.py.',
    'Sort the paragraphs of a.txt alphabetically.',
    'Sort the lines in a.txt that start with "x".',
    'Sort the first 10 lines of a.txt.',
    'Sort todo.txt by priority.',
    'Sort a.txt if it is not sorted yet.',
    'Sort a.txt unless it is empty.',
    'Write a script that sorts the lines of a.txt.',
    'Sort a.txt with the script sort.py.',
    'Do not sort a.txt.',
    'Should I sort a.txt?',
    'Remove blank lines from a.txt where they follow a heading.',
    'Remove the blank lines at the end of a.txt.',
    'Remove blank lines and comments from a.txt.',
    'Remove blank lines between the entries of a.txt.',
    'Remove the first blank line from a.txt.',
    'Remove duplicate words from a.txt.',
    'Remove duplicate lines from a.txt, but only if they are adjacent.',
    'Remove consecutive duplicate lines from a.txt.',
    'Remove duplicate lines from a.txt and keep them in the order of b.txt.',
    'Keep the order.',
    'Keep the first of each.',
    'Remove trailing whitespace from the second line of a.txt.',
    'Remove all whitespace from a.txt.',
    'Remove trailing commas from a.txt.',
    'Number the headings in a.md.',
    'Put the number of lines of a.csv into count.txt.',
    'Write the total number of lines in a.csv to count.txt.',
    'Number the non-empty lines of a.txt.',
    'Number every second line of a.txt.',
    'Add line numbers to the output of list.py.',
    'Reverse the words in each line of a.txt.',
    'Reverse the polarity in a.txt.',
    'Reverse the sort order in list.py.',
    'Shuffle the questions in quiz.txt.',
    'Shuffle the lines of a.txt except the first.',
    'Keep the first 3 lines of each file.',
    'Keep only the first 3 columns of a.csv.',
    'Remove the first line that contains "x" from a.txt.',
    'Remove the first 3 lines of each section in a.txt.',
    'Keep the first 3 lines of a.txt and the last one.',
    'Add "x" to the line "y" in a.txt.',
    'Add "x" to the end of a.txt.',
    'Add "x" to each line of a.txt that contains "y".',
    'Prefix every heading in a.md with "x".',
    'Convert a.txt to Markdown.',
    'Convert a.txt to PDF with Unix line endings.',
    'Convert the dates in a.txt to UTF-8.',
    'Round the totals in a.txt.',
    'Double the font size in a.css.',
    'Double every number in a.txt that is above 10.',
    'Sort a.txt and b.txt by date.',
    'Sort the lines of a.txt and merge them with b.txt.',
    'Sort the lines of a.txt, then do the same with the reversed ones.',
    'Convert all text to uppercase in the header of a.html.',
    'Remove empty lines from the code blocks in a.md.',
    'Trim a.txt.',
    'Clean up a.txt.',
    'Make a.txt shorter.',
    'Keep a.txt.',
    'Lower the volume in a.txt.',
    'Change the first letter in a.txt.',
    'Capitalize the headings in a.md.',
    'Sort a.txt. The title stays at the top.',
    'Convert a.txt to upper case. Names of people stay as they are.',
    'Sort the lines of a.txt, then add a line about it.',
    'Sort the lines of a.txt into groups.',
    'Remove blank lines from a.txt and add one between the parts.',
    'Sort a.txt into b.txt and remove blank lines from b.txt.',
    'Keep the first 3 lines of a.txt and sort them.',
    'Reverse a.txt and sort it.',
    'If a.txt is long, keep only the first 10 lines of a.txt.',
    'Convert a.txt to uppercase where it makes sense.',
    'Sort the lines of a.txt as in b.txt.',
    'Remove duplicate lines from a.txt that are also in b.txt.',
    'Make a.txt uppercase or lowercase.',
    'Sort the lines of a.txt and b.txt together into c.txt.',
  ])('say nothing of lines: %s', (goal) => {
    expect(factsIn(goal).filter(({ kind }) => kind === 'transformed')).toEqual([]);
  });
});

const one = (text: string): Files => ({ 'a.txt': text });
const FIRST = 'Remove blank lines and sort the lines of a.txt.';
const LISTED = 'Lowercase all lines in a.txt, remove duplicates and sort them.';
const NUMBERED = 'Remove blank lines from a.txt. Then number the remaining lines. Do not change anything else.';
const ELSEWHERE = 'Sort the names in a.txt and save the result as b.txt.';
const BOTH = 'Convert a.txt and b.txt to uppercase.';
const TWO = { 'a.txt': 'x\n', 'b.txt': 'y\nz\n' };
const BLANKS = 'Remove blank lines and trailing spaces from a.txt.';

describe('several transformations of one file, and one of several', () => {
  it.each<[string, Files, Files]>([
    [FIRST, one('b\n\na\n'), one('a\nb\n')],
    ['Sort a.txt and then remove all blank lines.', one('b\n\na\n'), one('a\nb\n')],
    ['Sort and deduplicate a.txt.', one('b\na\nb\n'), one('a\nb\n')],
    [LISTED, one('B\na\nb\nA\n'), one('a\nb\n')],
    // Whoever looks for what is there twice before the letters are small finds nothing.
    [LISTED, one('B\na\nb\nA\n'), one('a\na\nb\nb\n')],
    [NUMBERED, one('x\n\ny\n'), one('1. x\n2. y\n')],
    [ELSEWHERE, one('b\na\n'), { 'a.txt': 'b\na\n', 'b.txt': 'a\nb\n' }],
    [BOTH, TWO, { 'a.txt': 'X\n', 'b.txt': 'Y\nZ\n' }],
    [BLANKS, one('x \n\n  y\t\n'), one('x\n  y\n')],
    ['Prefix each line of a.txt with "- " and sort them.', one('b\na\n'), one('- a\n- b\n')],
    ['Remove all lines containing "x" from a.txt and sort the rest.', one('c\nx\nb\n'), one('b\nc\n')],
  ])('are right: %s', async (goal, before, after) => {
    expect(await faults(goal, before, after)).toBe('');
  });

  it.each<[string, Files, Files]>([
    [FIRST, one('b\n\na\n'), one('b\na\n')],
    [FIRST, one('b\n\na\n'), one('\na\nb\n')],
    [FIRST, one('b\n\na\n'), one('a\n')],
    ['Sort and deduplicate a.txt.', one('b\na\nb\n'), one('a\nb\nb\n')],
    ['Sort and deduplicate a.txt.', one('b\na\nb\n'), one('b\na\n')],
    [LISTED, one('B\na\nb\nA\n'), one('A\nb\n')],
    [LISTED, one('B\na\nb\nA\n'), one('a\n')],
    [NUMBERED, one('x\n\ny\n'), one('1. x\n2.\n3. y\n')],
    [NUMBERED, one('x\n\ny\n'), one('1. x\n')],
    [ELSEWHERE, one('b\na\nc\n'), { 'a.txt': 'b\na\nc\n', 'b.txt': 'a\nc\n' }],
    [ELSEWHERE, one('b\na\nc\n'), { 'a.txt': 'b\na\nc\n', 'b.txt': 'b\na\nc\n' }],
    [BOTH, TWO, { 'a.txt': 'X\n', 'b.txt': 'Y\nz\n' }],
    [BOTH, TWO, { 'a.txt': 'X\n', 'b.txt': 'y\nz\n' }],
    [BLANKS, one('x \n\n  y\t\n'), one('x\n  y\t\n')],
    [BLANKS, one('x \n\n  y\t\n'), one('x\ny\n')],
    ['Prefix each line of a.txt with "- " and sort them.', one('b\na\n'), one('- b\n- a\n')],
    ['Remove all blank lines from a.txt.', one('a\n\nb\n'), {}],
  ])('are not: %s', async (goal, before, after) => {
    expect(await faults(goal, before, after)).not.toBe('');
  });
});

it('is read in linear time, whatever it says', () => {
  const units = [
    'sort ',
    'remove blank lines and ',
    'the lines of a.txt ',
    'a.txt and b.txt, ',
    'into a.txt ',
    'keep the first of each ',
    '⟦',
    '" ',
    'without changing the order ',
    '(keep the order) ',
    'keeping the order, ',
  ];
  for (const unit of units)
    for (const start of ['Sort a.txt ', 'Remove blank lines from a.txt. ', ''])
      assertLinear(factsIn, unit, 8_000 / unit.length, { start });
});
