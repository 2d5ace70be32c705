import { describe, expect, it } from 'vitest';
import { faults } from '../played.fixture.js';

/** Goals that say the same in other words, and work for them. */
export interface Case {
  readonly path?: string;
  readonly goals: readonly string[];
  readonly before: string;
  /** Right by some reading. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** Each work of each case, for each of its goals. */
export function playCases(cases: Readonly<Record<string, Case>>): void {
  const all = (of: 'right' | 'wrong'): [string, string, string, string][] =>
    Object.values(cases).flatMap(({ path = 'a.txt', goals, before, [of]: afters }) =>
      goals.flatMap((goal) => afters.map((after): [string, string, string, string] => [goal, path, before, after])),
    );
  describe('what was to be transformed', () => {
    it.each(all('right'))('is: %s', async (goal, path, before, after) => {
      expect(await faults(goal, { [path]: before }, { [path]: after })).toBe('');
    });
    it.each(all('wrong'))('is not: %s', async (goal, path, before, after) => {
      expect(await faults(goal, { [path]: before }, { [path]: after })).not.toBe('');
    });
  });
}
