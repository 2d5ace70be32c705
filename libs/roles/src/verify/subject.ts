import type { CheckResult, FileChange, SubtaskSpec } from '#domain';
import type { Deed, VerifyWork } from '#contracts';
import { certaintyOf, withoutTags, type Certainty } from './doubt.js';
import { wordOf } from './broken-rule.js';
import { linesByFile } from './diff-lines.js';
import { inWords } from './in-words.js';
import { letsGo, mendsWords, misspelt, type Scope } from './reach/scope.js';
import { sourcesIn } from './reach/sources.js';
import { isLast, landedBefore, madeBefore, type Result } from './result.js';
import type { Stated } from './stated/fact.js';
import { stated } from './stated/facts.js';
import { FilesView } from './stated/files-view.js';
import { proseOf } from './stated/masked-text.js';
import { walk } from './walk.js';

/** A result, and what was said of it, as the checks of tier 1 are given it. */
export interface Subject extends Result {
  /** Every path of the tree. */
  readonly there: readonly string[];
  readonly files: FilesView;
  /** The user's goal with its context. */
  readonly told: string;
  /** That, and what the user said later. */
  readonly spoken: string;
  /** What the plan says of the step; empty for the whole goal. */
  readonly asked: string;
  /** All that was said. */
  readonly all: string;
  /** That without quotations and names. */
  readonly prose: string;
  /** Later words of the user may change what was said before, and only a model can tell. */
  readonly isSteered: boolean;
  readonly goal: Stated;
  /** What the step's own words state. */
  readonly own: Stated;
  /** Whether the files are as the goal and the step say in so many words. */
  readonly words: readonly CheckResult[];
  /** Something was said in so many words, and all of it holds. */
  readonly isSo: boolean;
}

/** The result of one step. */
export interface Step extends Subject {
  readonly subtask: SubtaskSpec;
  readonly isLast: boolean;
  /** The plan has no other. */
  readonly isOnly: boolean;
  /** Who is shown every result before it lands is asked about it at once. */
  readonly isShown: boolean;
  readonly scope: Scope;
  /** What the attempt has run and changed, where that is known. */
  readonly deeds: readonly Deed[] | undefined;
  /** What the task's earlier steps have changed. */
  readonly landed: readonly FileChange[];
}

export type Check<S extends Subject> = (subject: S) => readonly CheckResult[] | Promise<readonly CheckResult[]>;

export async function subjectOf(result: Result): Promise<Subject> {
  const { work, tree, changes, runner, signal } = result;
  const { task, subtask } = work;
  const steered = work.instructions.map(({ text }) => text).join('\n');
  const context = Object.values(task.context).filter((value) => typeof value === 'string');
  const told = [withoutTags(task.goal), ...context].join('\n');
  const spoken = `${told}\n${steered}`;
  const asked = subtask === null ? '' : `${subtask.description}\n${subtask.acceptanceCriteria}`;
  const all = `${spoken}\n${asked}`;
  const isSteered = steered !== '';
  const [goal, own] = [stated(isSteered ? '' : told), stated(isSteered ? '' : asked)];
  const there = await walk(tree.root);
  const words = await wordOf(() => inWords(result, there, goal, own));
  return {
    ...result,
    ...{ there, files: new FilesView(tree, work.base, there, changes, runner, signal) },
    ...{ told, spoken, asked, all, prose: proseOf(all), isSteered, goal, own },
    ...{ words, isSo: words.length > 0 && words.every(({ passed, skipped }) => passed && skipped !== true) },
  };
}

export function stepOf(subject: Subject, subtask: SubtaskSpec): Step {
  const { work } = subject;
  const isShown = work.task.approvalMode === 'manual';
  return {
    ...subject,
    ...{ subtask, isShown, isLast: isLast(work), isOnly: work.plan?.subtasks.length === 1 },
    ...{ scope: scopeOf(subject, subtask, isShown), deeds: work.deeds, landed: landedBefore(work) },
  };
}

/** How far the user's words can be relied on for what they do not ask for. */
export const certaintyIn = ({ isSteered, told, goal }: Subject, of: 'files' | 'text'): Certainty =>
  isSteered ? 'doubtful' : certaintyOf(told, goal, of);

function scopeOf(subject: Subject, subtask: SubtaskSpec, isShown: boolean): Scope {
  const { work, told, spoken, asked, isSteered, goal, diff } = subject;
  const { deeds }: Pick<VerifyWork, 'deeds'> = work;
  return {
    ...{ letGo: letsGo(spoken, isSteered ? { rest: spoken } : goal), goal },
    ...{ mendsWords: !isSteered && mendsWords(told, goal), misspelt: isSteered ? null : misspelt(told) },
    ...(isSteered ? {} : { sources: sourcesIn(told) }),
    ...{ planned: [...stated(asked).files, ...subtask.expectedOutputs], made: madeBefore(work) },
    ...{ certainty: isShown ? 'doubtful' : certaintyIn(subject, 'files'), approved: work.approved ?? [] },
    ...{ lines: linesByFile(diff), ...(deeds === undefined ? {} : { deeds }) },
  };
}
