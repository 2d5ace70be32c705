import { describe, expect, it } from 'vitest';
import { handsIn } from './hands-in.js';
import { subtask } from './read-step.js';

const GOAL = 'Correct the spelling of "helo" in greet.txt.';
const found = (description: string, told = GOAL, more = {}) =>
  handsIn(subtask({ id: 'a', description, ...more }), told) !== null;

describe('a step that hands the work in', () => {
  it.each([
    'Commit the change and push it to the remote repository.',
    'Push the changes to origin main.',
    'Stage all files and commit the work.',
    'Finally, create a pull request with the fix.',
    'Commit and push the changes.',
  ])('is asked for by nobody: %s', (said) => {
    expect(found(said)).toBe(true);
  });

  it.each([
    ['Push each new item onto the stack.', GOAL],
    ['Push the number onto the main stack.', GOAL],
    ['Push the work items onto the queue.', GOAL],
    ['Commit the transaction once the rows are written.', GOAL],
    ['Add a change log and link it.', GOAL],
    ['Commit the change.', 'Correct greet.txt and commit it.'],
    ['Push the changes to origin.', 'Korrigiere greet.txt, danach bitte einchecken.'],
    ['Commit the change and update the version of the main program.', GOAL],
    ['Push the fix to greet.txt.', GOAL],
    ['Correct greet.txt, then commit the change.', GOAL],
  ])('is none, or may be wanted: %s | %s', (said, told) => {
    expect(found(said, told)).toBe(false);
  });

  it('stays where something of it can be looked at', () => {
    expect(found('Commit the changes.', GOAL, { expectedOutputs: ['log.txt'] })).toBe(false);
    expect(found('Commit the changes.', GOAL, { checks: ['git log -1'] })).toBe(false);
  });
});
