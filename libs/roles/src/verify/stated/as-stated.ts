import type { CheckResult } from '#domain';
import type { Fact } from './fact.js';
import type { FilesView } from './files-view.js';
import { problemWith } from './meets.js';

/** Whether the files are as a text says. */
export async function asStated(files: FilesView, facts: readonly Fact[]): Promise<CheckResult[]> {
  const faults = new Set<string>();
  let judged = 0;
  for (const fact of facts) {
    const problem = await problemWith(fact, files);
    if (problem !== undefined) judged++;
    if (typeof problem === 'string') faults.add(problem);
  }
  if (judged === 0) return [];
  const detail = faults.size === 0 ? 'the files are as the text says' : [...faults].slice(0, 8).join('; ');
  return [{ name: 'as_stated', passed: faults.size === 0, detail }];
}
