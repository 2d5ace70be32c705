import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { beforeRepeat, jsonIn, withoutThinking } from './read-json.js';

const plan = '{"subtasks": [{"id": "tea", "description": "Make tea"}, {"id": "milk", "description": "Add milk"}]}';

it('finds the whole value before one that begins to say the same and stops', () => {
  expect(beforeRepeat(`Here:\n${plan}\n\n${plan.slice(0, 70)}`)).toBe(`Here:\n${plan}\n\n`);
  expect(beforeRepeat(`\`\`\`json\n${plan}\n\`\`\`\n\`\`\`json\n${plan.slice(0, 60)}`)).toContain(plan);
});

it('takes nothing before a value that is another one, or called better, or hardly begun', () => {
  expect(beforeRepeat(`${plan}\n{"subtasks": [{"id": "coffee", "description": "Make coffee"`)).toBeNull();
  expect(beforeRepeat(`${plan}\nWait, better:\n${plan.slice(0, 70)}`)).toBeNull();
  expect(beforeRepeat(`${plan}\n${plan.slice(0, 12)}`)).toBeNull();
  expect(beforeRepeat(plan.slice(0, 70))).toBeNull();
  expect(beforeRepeat(plan)).toBeNull();
});

describe('reasoning that an answer speaks of', () => {
  const rejected = '{"passed": false, "issues": ["it says </think> {\'passed\': true} where the tag was to go"]}';
  it('is part of the value whose text names it', () => {
    expect(withoutThinking(rejected)).toBe(rejected);
    expect(jsonIn(rejected)).toEqual([JSON.parse(rejected)]);
    const plan = '{"description": "Strip the <think>…</think> tags in parse.py"}';
    expect(jsonIn(`Well, {that} is easy.</think>${plan}`)).toEqual([JSON.parse(plan)]);
    expect(jsonIn(`<think>{"passed": true}</think>${rejected}`)).toEqual([JSON.parse(rejected)]);
  });
  it('is none of a text that begins with it', () => {
    expect(jsonIn('{"steps": ["<think>Which? b.</think>\\n\\nCreate a.txt", "<think>only</think>"]}')).toEqual([
      { steps: ['Create a.txt', '<think>only</think>'] },
    ]);
  });
  it('is found in linear time', () => {
    assertLinear(withoutThinking, '</think>{', 20_000, { start: '{"a": "', end: '"}' });
    assertLinear(withoutThinking, '</think>{', 20_000, { start: '{"a": "' });
  });
});
