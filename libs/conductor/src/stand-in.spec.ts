import { expect, it } from 'vitest';
import type { VerifyOutcome } from '#domain';
import { done, planWith, spec } from './world.fixture.js';

it('tells in the summary of a step which file stands for a planned one, once', () => {
  const world = planWith(spec('a'));
  world.answer('execute', done('h'));
  const check = { name: 'expected_output b.md', passed: true, detail: 'c.md was made instead' };
  const passed = (standIn: object): VerifyOutcome => ({
    ...{ kind: 'passed', tier: 2, verdict: { passed: true, issues: [], confidence: 1, suggestion: '' } },
    checks: [
      { ...check, standIn: { output: 'b.md', path: 'c.md', ...standIn } },
      { ...check, passed: false },
    ],
  });
  const before = world.subtask('a').summary ?? '';
  world.answer('verify', passed({}));
  expect(world.subtask('a').summary).toBe(`[Loom] c.md stands for the planned b.md.\n${before}`);
});
