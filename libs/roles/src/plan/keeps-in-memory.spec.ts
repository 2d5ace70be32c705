import { describe, expect, it } from 'vitest';
import type { SubtaskSpec } from '#domain';
import { assertLinear } from '#testing';
import { keepsInMemory } from './keeps-in-memory.js';
import { withoutUnasked } from './unasked-steps.js';

const GOAL = 'Write the number of words of poem.txt into count.txt.';
const step = (description: string, over: Partial<SubtaskSpec> = {}): SubtaskSpec =>
  ({
    id: 'a',
    description,
    acceptanceCriteria: '',
    expectedOutputs: [],
    dependsOn: [],
    checks: [],
    ...over,
  }) as unknown as SubtaskSpec;

const keeps = (subtask: SubtaskSpec, goal = GOAL): string | null => keepsInMemory(subtask, goal);

describe('a step that only keeps something in memory', () => {
  it.each([
    'Create an empty buffer for poem.txt',
    'Initialize a counter variable for the words of poem.txt.',
    'First, create a new empty dictionary for the words in poem.txt',
    'Open a file handle to poem.txt',
    'Read the content of poem.txt into memory',
    'Write the content of poem.txt into a string variable.',
    'Load poem.txt into a buffer',
  ])('is one: %s', (description) => {
    expect(keeps(step(description))).not.toBeNull();
    expect(keeps(step(description, { expectedOutputs: ['poem.txt'] }))).not.toBeNull();
    expect(keeps(step(description, { expectedOutputs: ['buffer.txt'] }))).toBeNull();
    expect(keeps(step(description, { checks: ['test -f poem.txt'] }))).toBeNull();
  });

  it.each([
    'Create an empty file for poem.txt',
    'Create count.txt',
    'Create a buffer and write the number of words into count.txt',
    'Create a buffer zone map in map.txt',
    'Create a counter in count.txt',
    'Create an array of words in count.txt',
    'Write the number of words into count.txt',
    'Write the content of poem.txt into count.txt',
    'Store the words in a variable. Save them in count.txt.',
  ])('is none: %s', (description) => {
    expect(keeps(step(description))).toBeNull();
  });

  it.each([
    'Write a text about memory into a.txt.',
    'Explain variables in a.md.',
    'Put a buffer between the parts of a.txt.',
  ])('is none where the goal speaks of such things: %s', (goal) => {
    expect(keeps(step('Create an empty buffer for poem.txt'), goal)).toBeNull();
  });

  it('is left out of a plan that goes on without it, and never all of a plan', () => {
    const steps = [step('Create an empty buffer for poem.txt'), step(GOAL, { id: 'b', dependsOn: ['a'] })];
    expect(withoutUnasked(steps, GOAL).subtasks).toMatchObject([{ id: 'b', dependsOn: [] }]);
    expect(withoutUnasked(steps, 'Write count.py, which counts the words of poem.txt.').subtasks).toHaveLength(2);
    expect(withoutUnasked(steps.slice(0, 1), GOAL).subtasks).toHaveLength(1);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['create an empty ', 'read it into ', 'a buffer for ', 'and '])
      assertLinear((text) => keeps(step(text)), unit, 16_000 / unit.length);
  });
});
