import type { CheckResult } from '#domain';
import { brokenRule } from '../broken-rule.js';
import type { Fact } from './fact.js';
import type { FilesView } from './files-view.js';
import { problemWith } from './meets.js';
import type { Problem } from './problem.js';

/** Whether the files are as a text says. */
export async function asStated(files: FilesView, facts: readonly Fact[]): Promise<CheckResult[]> {
  const faults = new Set<string>();
  const broken: CheckResult[] = [];
  let judged = 0;
  const problemOf = async (fact: Fact): Promise<Problem> => {
    try {
      return await problemWith(fact, files);
    } catch (error) {
      const word = brokenRule(error);
      if (word === null) throw error;
      broken.push(word);
      return undefined;
    }
  };
  for (const fact of facts) {
    const problem = await problemOf(fact);
    if (problem !== undefined) judged++;
    if (typeof problem === 'string') faults.add(problem);
  }
  // Without the word on one of them nobody can say that all are so.
  if (judged === 0 || (broken.length > 0 && faults.size === 0)) return broken;
  const detail = faults.size === 0 ? 'the files are as the text says' : [...faults].slice(0, 8).join('; ');
  return [{ name: 'as_stated', passed: faults.size === 0, detail }, ...broken];
}
