import { expect, it } from 'vitest';
import { beforeRepeat } from './read-json.js';

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
