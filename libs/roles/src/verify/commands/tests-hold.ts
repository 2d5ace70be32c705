import type { VerifyWork } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { failsForTheWork } from './commands-said.js';
import { MOST_WALKED, walk } from '../walk.js';
import { withoutTags } from '../doubt.js';
import { isTestFile } from '../file-kinds.js';
import { FilesView } from '../stated/files-view.js';
import { stated } from '../stated/facts.js';
import { proseOf } from '../stated/masked-text.js';
import { pathsOf, testsAbout, type TestRun } from './tests-of-changes.js';
import { isLast } from '../result.js';
import { checksPass } from './run-checks.js';

/*
 * Tests of what was changed are run, whether the plan names them or not: one that has held before has to hold still,
 * one that was written for the work has to hold, and where a fault is to be mended something has to hold that did not.
 */

/** A test that fails may be what is wanted. */
const MAY_FAIL =
  /\b(?:failing|fails?|red|xfail|tdd|bugs?|reproduc\w*|reveal\w*|expos\w*|demonstrat\w*|show(?:s|ing)?)\b/i;
/** The code is to do something else than it did, and its tests may say what it did. */
const CHANGES =
  /\b(?:chang|renam|replac|switch|instead|no longer|remov|delet|drop|rewrit|migrat|convert|mov(?:e|ing))/i;
const MENDS = /\b(?:fix|repair|mend|correct|solve|debug)(?:e?s|ed|ing)?\b/i;
/** What no test tells. */
const UNTESTED =
  /\b(?:typos?|spell\w*|docs?|docstrings?|documentation|comments?|remarks?|styles?|format\w*|lint\w*|types?|typings?|warnings?|wording|grammar|indent\w*|imports?|links?|readme|headers?|licen[cs]e|build|deploy\w*)\b/i;

export interface Tested {
  readonly work: VerifyWork;
  readonly tree: AttemptTree;
  readonly changes: readonly FileChange[];
  readonly runner: CheckRunner;
  readonly signal: AbortSignal;
  /** Opens the tree that the attempt started from. */
  readonly openBase: () => Promise<AttemptTree>;
}

/** Those of the last step of the work: before it, tests may be ahead of the code, or the code of its tests. */
export async function testsHold(of: Tested): Promise<CheckResult[]> {
  const { work, tree, changes, runner, signal } = of;
  if (work.subtask === null || !isLast(work)) return [];
  const there = await walk(tree.root);
  if (there.length >= MOST_WALKED || !there.some(isTestFile)) return [];
  const said = saidOf(work);
  const landed = work.landed ?? [];
  const named = said.mends ? stated(withoutTags(work.task.goal)).files : [];
  const changed = new Set([...pathsOf(changes), ...pathsOf(landed), ...named]);
  const made = new Set(
    [...changes, ...landed].flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])),
  );
  const view = new FilesView(tree, work.base, there, changes, runner, signal);
  const runs = (await testsAbout(changed, made, view)).filter(({ isNew }) => !isNew || !said.mayFail);
  if (runs.length === 0) return [];
  const run = async (on: AttemptTree, { command }: TestRun): Promise<CheckResult | undefined> => {
    await on.reset();
    return (await checksPass(runner, on, [command], signal))[0]?.result;
  };
  const results: CheckResult[] = [];
  let base: AttemptTree | null = null;
  try {
    for (const one of runs) {
      const now = await run(tree, one);
      if (now === undefined || (!now.passed && !failsForTheWork(now.detail))) continue;
      if (now.passed || one.isNew) {
        results.push(now);
        continue;
      }
      base ??= await of.openBase();
      const before = await run(base, one);
      const problem = before === undefined ? null : worsened(before, now, said);
      // What fails once and holds then says nothing.
      if (problem === null || (await run(tree, one))?.passed !== false) continue;
      // Which of the two is right, the code or its test, is to be judged.
      const passed = problem.isLoss && said.changes;
      results.push({ ...now, passed, detail: `${problem.says}: ${now.detail}` });
    }
  } finally {
    await base?.close();
  }
  return results;
}

/** What was said of the work that bears on its tests. */
export interface Said {
  readonly mends: boolean;
  readonly changes: boolean;
  readonly mayFail: boolean;
  /** Functions and the like that are spoken of. */
  readonly names: readonly string[];
}

function saidOf({ task, subtask, instructions }: VerifyWork): Said {
  const user = [withoutTags(task.goal), ...instructions.map(({ text }) => text)].join('\n');
  const context = Object.values(task.context).filter((value) => typeof value === 'string');
  return saidIn(user, [user, ...context, subtask?.description ?? '', subtask?.acceptanceCriteria ?? ''].join('\n'));
}

/** `user`: the user's own words; `all`: all that was said. Pure. */
export function saidIn(user: string, all: string): Said {
  const prose = proseOf(user);
  return {
    mends: MENDS.test(prose) && !UNTESTED.test(prose),
    changes: CHANGES.test(prose) && !MENDS.test(prose),
    mayFail: MAY_FAIL.test(proseOf(all)),
    names: [...user.matchAll(/(?<![\w$])\d*([A-Za-z_$][\w$]*)\(/g)].map(([, name = '']) => name),
  };
}

interface Problem {
  readonly says: string;
  /** Something held before and does not now, as opposed to what fails still. */
  readonly isLoss: boolean;
}

/** Names of tests that failed, as the usual runners print them. */
const FAILED =
  /^[ \t]*(?:not ok \d+ - |(?:FAIL|ERROR): |FAILED |--- FAIL: |[✖×✗✕] )(\S.{0,200}?)(?:[ \t]+[(#].*|[ \t]+\d+ ?ms)?$/gm;
const failedIn = (detail: string): Set<string> => new Set([...detail.matchAll(FAILED)].map(([, name = '']) => name));
/** Bytes of a detail that may have lost its middle. */
const MAY_BE_CUT = 1900;

/** What is worse than before, or as bad where something was to be mended; null where nobody can tell. Pure. */
export function worsened(before: CheckResult, now: CheckResult, said: Said): Problem | null {
  if (before.passed) return { says: 'held before this work, and does not now', isLoss: true };
  if (!failsForTheWork(before.detail)) return null;
  if (Math.max(before.detail.length, now.detail.length) > MAY_BE_CUT) return null;
  const [failed, fails] = [failedIn(before.detail), failedIn(now.detail)];
  if (failed.size === 0 || fails.size === 0) return null;
  const lost = [...fails].filter((name) => !failed.has(name));
  if (lost.length > 0) return { says: `${lost.slice(0, 5).join(', ')} held before this work`, isLoss: true };
  const isOfAnother = said.names.length > 0 && !said.names.some((name) => now.detail.includes(name));
  if (!said.mends || fails.size < failed.size || isOfAnother) return null;
  return { says: 'fails as it did before this work', isLoss: false };
}
