import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { nothingSeen } from './nothing-seen.js';

it.each([
  'I could not verify the result because the diff was not shown to me.',
  'I was unable to access the file.',
  'Looks fine. I cannot see the actual changes.',
  'The diff was not provided.',
  'No diff was shown to me.',
  'The result could not be verified.',
  'It follows from the summary, without access to the files.',
])('hears that nothing was seen: %s', (said) => {
  expect(nothingSeen(said)).not.toBeNull();
});

it.each([
  '',
  'None.',
  'I could not find any fault.',
  'I could not verify the output in a browser.',
  'I could not verify the output by running it.',
  'I could not check the file, but the diff shows every line of it.',
  'I could not open the file. However, the diff shows every line of it.',
  'The diff was provided and shows the line.',
  'No files were changed without need.',
  'No diff was provided, since the file was already right.',
  'If the file cannot be read, say so.',
  'Consider a message for when the file could not be opened.',
  'The program reports that it could not read the file.',
])('hears no such thing: %s', (said) => {
  expect(nothingSeen(said)).toBeNull();
});

it('is looked for in linear time', () => {
  for (const unit of ['I could not verify ', 'the result ', 'no file ', 'without access to ', '. '])
    assertLinear(nothingSeen, unit, 60_000 / unit.length);
});
