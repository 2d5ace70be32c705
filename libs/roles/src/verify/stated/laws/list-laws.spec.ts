import { afterEach } from 'vitest';
import { removePlayed } from '../played.fixture.js';
import { playCases } from './played-cases.fixture.js';

afterEach(removePlayed);

const EIGHT = 'a\nb\nc\nd\ne\nf\ng\nh\n';

playCases({
  'blank lines': {
    goals: [
      'Remove all blank lines from a.txt.',
      'Delete every empty line in a.txt.',
      'Get rid of the blank lines in a.txt, keeping everything else as it is.',
      'Make sure there are no blank lines in a.txt.',
    ],
    before: '\na\n\n  b\n \nc\n\n\n',
    right: ['a\n  b\nc\n', 'a\n  b\nc', 'a\n  b\n \nc\n', 'a\r\n  b\r\nc\r\n'],
    wrong: ['\na\n\n  b\n \nc\n\n\n', 'a\n\n  b\nc\n', 'a\n  b\n', 'a\nb\nc\n', 'a\nc\n  b\n', 'a\n  b\nc\nd\n'],
  },
  'blank lines together': {
    goals: [
      'Collapse multiple blank lines in a.txt into one.',
      'Reduce consecutive blank lines in a.txt to a single blank line.',
      'Remove extra blank lines from a.txt.',
    ],
    before: 'a\n\nb\n\n\n\nc\nd\n',
    right: ['a\n\nb\n\nc\nd\n', 'a\n\nb\n\nc\nd'],
    wrong: ['a\n\nb\n\n\n\nc\nd\n', 'a\nb\nc\nd\n', 'a\n\nb\n\n\nc\nd\n', 'a\n\nb\n\nc\n'],
  },
  'reversed lines': {
    goals: [
      'Reverse the order of the lines in a.txt.',
      'Put the lines of a.txt in reverse order.',
      'Flip the line order in a.txt.',
      'Reverse a.txt.',
    ],
    before: 'one\ntwo\n\nthree\n',
    right: ['three\n\ntwo\none\n', 'three\ntwo\none\n', 'eno\nowt\n\neerht\n'],
    wrong: ['one\ntwo\n\nthree\n', 'three\none\ntwo\n', 'three\n\ntwo\n', 'three\ntwo\none\none\n'],
  },
  'shuffled lines': {
    goals: [
      'Shuffle the lines of a.txt.',
      'Randomize the order of the lines in a.txt.',
      'Put the lines of a.txt in random order.',
    ],
    before: EIGHT,
    right: ['c\na\nb\nd\ne\nf\nh\ng\n'],
    wrong: [EIGHT, 'c\na\nb\nd\ne\nf\nh\n', 'c\na\nb\nd\ne\nf\nh\nh\n'],
  },
  'no line twice': {
    goals: [
      'Remove duplicate lines from a.txt.',
      'Deduplicate a.txt.',
      'Keep only unique lines in a.txt.',
      'Make sure each line in a.txt appears only once.',
      'Remove all repeated lines in a.txt, keeping the first occurrence.',
    ],
    before: 'x\ny\nx\n\nz\nz \n',
    right: ['x\ny\n\nz\n', 'y\nx\nz\n', 'x\ny\nz\n'],
    wrong: ['x\ny\nx\n\nz\nz \n', 'x\ny\n\nz\nz\n', 'x\ny\n', 'y\n', 'x\ny\nz\nw\n'],
  },
  'no line twice, in the order they are in': {
    goals: [
      'Remove duplicate lines from a.txt, keep the order.',
      'Deduplicate a.txt and preserve the original order.',
      'Deduplicate a.txt preserving order.',
      'Remove the duplicates from a.txt. The order of the lines must stay the same.',
      'Remove the duplicate lines in a.txt; do not sort it.',
      'Remove duplicate lines from a.txt without sorting the file.',
      'Remove duplicate lines from a.txt (keep the order).',
      'Remove duplicate lines from a.txt - keep the original order.',
      'Remove duplicate lines from a.txt (keep the first occurrence, preserve the order).',
      'Without changing the order, remove all duplicate lines from a.txt.',
      'Keeping the order of the lines, remove duplicates from a.txt.',
      'Remove duplicate lines from a.txt with the order unchanged.',
      'Remove duplicate lines from a.txt, while maintaining the order of first appearance.',
      'Remove duplicate lines from a.txt. Keep the remaining lines in their original order.',
      'Remove all duplicate lines in a.txt, the order should not change.',
      'Remove all duplicate lines from a.txt, keeping only the first occurrence of each line.',
      'Keep only the first occurrence of each line in a.txt.',
      'In a.txt keep only the first occurrence of each line.',
      'Remove all but the first occurrence of each line in a.txt.',
      'Make sure each line in a.txt appears only once, in the original order.',
      'Each line of a.txt should appear only once, in the same order as now.',
      'Remove repeated lines from a.txt; the first occurrence of each stays.',
      'Remove duplicate lines from a.txt, keeping the first occurrence of each and the order.',
      'Remove duplicate lines from a.txt, the order of the lines is important.',
    ],
    before: 'b\na\nb\nc\na\n',
    right: ['b\na\nc\n', 'b\nc\na\n'],
    wrong: ['a\nb\nc\n', 'c\nb\na\n', 'b\na\n'],
  },
  'sorted lines': {
    goals: [
      'Sort the lines of a.txt alphabetically.',
      'Put the lines of a.txt in alphabetical order.',
      'Alphabetize the lines of a.txt.',
      'The lines in a.txt should be sorted alphabetically.',
    ],
    before: 'pear\nZoo\napple 10\nélan\napple 9\n',
    right: [
      'Zoo\napple 10\napple 9\npear\nélan\n',
      'apple 9\napple 10\nélan\npear\nZoo\n',
      'apple 10\napple 9\nélan\npear\nZoo\n',
    ],
    wrong: [
      'pear\nZoo\napple 10\nélan\napple 9\n',
      'apple 9\napple 10\nélan\npear\n',
      'apple 9\napple 10\nélan\nZoo\npear\n',
      'Zoo\npear\nélan\napple 10\napple 9\n',
    ],
  },
  'sorted downwards': {
    goals: [
      'Sort a.txt in descending order.',
      'Sort the lines in a.txt from Z to A.',
      'Sort a.txt in reverse alphabetical order.',
    ],
    before: 'b\nc\na\n',
    right: ['c\nb\na\n'],
    wrong: ['a\nb\nc\n', 'b\nc\na\n', 'c\nb\n'],
  },
  'sorted numbers': {
    goals: [
      'Sort a.txt numerically.',
      'Sort the lines of a.txt in numerical order.',
      'Sort the numbers in a.txt numerically in ascending order.',
    ],
    before: '10\n9\n1.5\n-2\n',
    right: ['-2\n1.5\n9\n10\n'],
    wrong: ['-2\n1.5\n10\n9\n', '-2\n1.5\n9\n', '10\n9\n1.5\n-2\n'],
  },
  'sorted by length': {
    goals: [
      'Sort the lines of a.txt by length.',
      'Sort a.txt by line length, shortest first.',
      'Sort the lines in a.txt from shortest to longest.',
    ],
    before: 'ccc\na\nbb\ndd\n',
    right: ['a\nbb\ndd\nccc\n', 'a\ndd\nbb\nccc\n'],
    wrong: ['ccc\na\nbb\ndd\n', 'ccc\ndd\nbb\na\n', 'a\nbb\nccc\n'],
  },
  'first lines': {
    goals: [
      'Keep only the first 3 lines of a.txt.',
      'Truncate a.txt to the first three lines.',
      'Remove everything after the first 3 lines in a.txt.',
    ],
    before: 'a\n\nb\nc\nd\n',
    right: ['a\n\nb\n', 'a\n\nb\nc\n', 'a\nb\nc\n'],
    wrong: ['a\n\nb\nc\nd\n', 'a\n', 'b\nc\nd\n', 'a\n\nx\n'],
  },
  'last lines': {
    goals: [
      'Keep just the last 2 lines of a.txt.',
      'Cut a.txt down to its last two lines.',
      'Keep only the last 2 lines in a.txt.',
    ],
    before: 'a\nb\nc\nd\n',
    right: ['c\nd\n'],
    wrong: ['a\nb\nc\nd\n', 'a\nb\n', 'd\n', 'b\nc\nd\n'],
  },
  'first line gone': {
    goals: ['Remove the first line of a.txt.', 'Delete the first line from a.txt.', 'In a.txt, drop the first line.'],
    before: 'a\nb\nc\n',
    right: ['b\nc\n'],
    wrong: ['a\nb\nc\n', 'c\n', 'a\nc\n', 'a\nb\n'],
  },
  'lines with a text': {
    goals: [
      'Keep only the lines of a.txt that contain "ERROR".',
      'Keep only lines containing "ERROR" in a.txt.',
      'In a.txt, keep just the lines that include "ERROR".',
    ],
    before: 'ERROR one\nok\nnew error\nERROR two\n',
    right: ['ERROR one\nERROR two\n', 'ERROR one\nnew error\nERROR two\n'],
    wrong: ['ERROR one\nok\nnew error\nERROR two\n', 'ERROR one\n', 'ok\nnew error\n', 'ERROR one\nok\nERROR two\n'],
  },
  'lines without a text': {
    goals: [
      'Remove all lines from a.txt that start with "#".',
      'Delete every line in a.txt that begins with "#".',
      'Remove lines starting with "#" from a.txt.',
    ],
    before: '# a\nb # c\n  # d\ne\n',
    right: ['b # c\n  # d\ne\n', 'b # c\ne\n'],
    wrong: ['# a\nb # c\n  # d\ne\n', 'e\n', '# a\nb # c\ne\n', 'b # c\n'],
  },
  'words, each in its line': {
    path: 'words.txt',
    goals: ['Sort the words in words.txt.', 'Sort words.txt.', 'Arrange the words in words.txt in alphabetical order.'],
    before: 'b\na\n',
    right: ['a\nb\n'],
    wrong: ['b\na\n', 'a\n', 'a\nb\nc\n'],
  },
  'sorted rows under their names': {
    path: 'p.csv',
    goals: [
      'Sort the lines of p.csv.',
      'Sort p.csv alphabetically.',
      'Arrange the lines of p.csv in alphabetical order.',
    ],
    before: 'name\nBob\nAnn\n',
    right: ['name\nAnn\nBob\n', 'Ann\nBob\nname\n'],
    wrong: ['name\nBob\nAnn\n', 'name\nAnn\n', 'Ann\nname\nBob\n'],
  },
});
