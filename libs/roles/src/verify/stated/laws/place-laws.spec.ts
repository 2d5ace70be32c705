import { afterEach } from 'vitest';
import { removePlayed } from '../played.fixture.js';
import { playCases } from './played-cases.fixture.js';

afterEach(removePlayed);

const FOUR = 'a\nb\nc\nd\n';

playCases({
  'every second line goes': {
    goals: ['Remove every second line from a.txt.', 'Delete each second line of a.txt.'],
    before: FOUR,
    right: ['a\nc\n', 'a\nc'],
    wrong: [FOUR, 'b\nd\n', 'a\nc\nd\n', 'a\n'],
  },
  'every other line goes': {
    goals: ['Delete every other line of a.txt.'],
    before: FOUR,
    right: ['a\nc\n', 'b\nd\n'],
    wrong: [FOUR, 'a\nb\n', 'a\n'],
  },
  'a line goes by its number': {
    goals: ['Remove the second line from a.txt.', 'Delete line 2 of a.txt.', "Delete a.txt's second line."],
    before: FOUR,
    right: ['a\nc\nd\n'],
    wrong: [FOUR, 'a\nb\nd\n', 'a\nc\n'],
  },
  'two lines change places': {
    goals: ['Swap the first and the last line of a.txt.', 'Exchange line 1 and 4 in a.txt.'],
    before: FOUR,
    right: ['d\nb\nc\na\n'],
    wrong: [FOUR, 'd\nb\nc\nd\n', 'b\na\nc\nd\n'],
  },
  'a line behind another': {
    goals: [
      'Insert the line "x" after the second line of a.txt.',
      'Insert "x" after line 2 in a.txt.',
      'Add the line "x" before the third line in a.txt.',
    ],
    before: FOUR,
    right: ['a\nb\nx\nc\nd\n'],
    wrong: [FOUR, 'a\nx\nb\nc\nd\n', 'a\nb\nx\nd\n', 'a\nb\nc\nd\nx\n'],
  },
  'a line behind each': {
    goals: ['Insert the line "x" after each line of a.txt.', 'In a.txt add the line "x" below every line.'],
    before: 'a\n\nb\n',
    right: ['a\nx\n\nb\nx\n', 'a\nx\n\nx\nb\nx\n'],
    wrong: ['a\n\nb\n', 'a\nx\n\nb\n', 'x\na\n\nx\nb\n'],
  },
  'a line that moves to the top': {
    goals: ['Move the line "c" in a.txt to the top.', 'Move the line "c" to the beginning of a.txt.'],
    before: FOUR,
    right: ['c\na\nb\nd\n'],
    wrong: [FOUR, 'c\na\nb\nc\nd\n', 'a\nb\nd\nc\n'],
  },
  'a line below a title': {
    goals: ['Move the line "c" in a.txt to the top.'],
    before: '# Letters\na\nc\n',
    right: ['# Letters\nc\na\n', 'c\n# Letters\na\n'],
    wrong: ['# Letters\na\nc\n', '# Letters\nc\na\nc\n'],
  },
  'a sign behind each line': {
    goals: ['Add a semicolon to the end of every line of a.txt.', 'End each line of a.txt with a semicolon.'],
    before: 'a\nb\n',
    right: ['a;\nb;\n'],
    wrong: ['a\nb\n', 'a;\nb\n', 'a;;\nb;\n'],
  },
});
