import type { PlanView, PlanWork } from '#contracts';
import type { SubtaskSpec } from '#domain';
import { cut, oneLine } from '#prompts';
import { nameOf, stemOf } from '../verify/file-kinds.js';
import { stated } from '../verify/stated/facts.js';

/* What the plan before had still to do, and a new one says nothing of. Pure. */

/** Of a subtask that is not done. */
export interface LostPart {
  readonly of: SubtaskSpec;
  /** None: the subtask itself. */
  readonly checks: readonly string[];
}

/** UTF-16 units of a check by which a doubted demand is known; what follows may have been cut. */
const KNOWN_BY = 200;

type Replanned = Pick<PlanWork, 'open' | 'doubted' | 'plan'>;

const textOf = ({ description, acceptanceCriteria, expectedOutputs, checks }: SubtaskSpec): string =>
  [description, acceptanceCriteria, ...expectedOutputs, ...checks].join('\n');

const filesOf = ({ description, acceptanceCriteria, expectedOutputs }: SubtaskSpec): string[] => [
  ...new Set([...stated(`${description}\n${acceptanceCriteria}`).files, ...expectedOutputs]),
];

/** Whether a text speaks of a file, by its name or by the word that its name is. */
function speaksOf(text: string, path: string): boolean {
  if (text.includes(nameOf(path))) return true;
  const stem = stemOf(path).toLowerCase();
  const words: readonly string[] = text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
  return stem.length > 2 && words.includes(stem);
}

/** Its own files: those that no finished subtask speaks of, where there are such. */
function ownFiles(subtask: SubtaskSpec, plan: PlanView | null): string[] {
  const finished = (plan?.subtasks ?? []).filter(({ status }) => status === 'completed');
  const files = filesOf(subtask);
  const own = files.filter((path) => !finished.some(({ description }) => speaksOf(description, path)));
  return own.length > 0 ? own : files;
}

/** Subtasks none of whose files the new plan speaks of, and checks of those it goes on with and gives none for. */
export function lostParts(next: readonly SubtaskSpec[], { open = [], plan }: Replanned): LostPart[] {
  return open.flatMap((of): LostPart[] => {
    const heirs = heirsOf(of, next, plan);
    if (heirs === null) return [];
    if (heirs.length === 0) return [{ of, checks: [] }];
    return of.checks.length === 0 || heirs.some(({ checks }) => checks.length > 0) ? [] : [{ of, checks: of.checks }];
  });
}

/** Null: nobody can tell. */
function heirsOf(of: SubtaskSpec, next: readonly SubtaskSpec[], plan: PlanView | null): SubtaskSpec[] | null {
  const files = ownFiles(of, plan);
  if (files.length === 0) return null;
  return next.filter((one) => one.id === of.id || files.some((path) => speaksOf(textOf(one), path)));
}

/** For the planner, who may have left them out on purpose. */
export function lostPartsText(lost: readonly LostPart[]): string {
  const said = lost
    .slice(0, 12)
    .map(({ of, checks }) =>
      checks.length === 0
        ? `- the subtask "${of.id}", which is not done: ${cut(oneLine(of.description), 300)}`
        : `- what "${of.id}" was checked by: ${checks.map((check) => JSON.stringify(cut(check, 300))).join(', ')}`,
    );
  return `Your plan says nothing of these parts of the plan before:\n${said.join('\n')}\nGive the whole plan again: with what the goal still needs of them, and with a check in place of each that right work cannot pass. What the goal does not need, leave out again. Answer with the JSON object only.`;
}

/** Both answers as one where the second holds but the parts it was asked for. */
export function withFirst(first: readonly SubtaskSpec[], second: readonly SubtaskSpec[], lost: readonly LostPart[]) {
  const isRest =
    lost.some(({ checks }) => checks.length === 0) &&
    first.every((one) => {
      const files = filesOf(one);
      return (
        second.every(({ id }) => id !== one.id) &&
        !second.some((other) => files.some((path) => speaksOf(textOf(other), path)))
      );
    });
  return isRest ? [...first, ...second] : second;
}

/**
 * A check that attempts have failed is not got rid of by a plan that names none: the subtask that goes on with the work
 * keeps it. One that failed each time in the same words may be wrong, and goes.
 */
export function keepingChecks(
  next: readonly SubtaskSpec[],
  work: Replanned,
): { readonly subtasks: readonly SubtaskSpec[]; readonly repairs: readonly string[] } {
  const repairs: string[] = [];
  const kept = new Map<string, string[]>();
  for (const { of, checks } of lostParts(next, work)) {
    const heir = heirsOf(of, next, work.plan)?.at(-1);
    if (heir === undefined) continue;
    // One that names nothing of the work may be about the way that the new plan does not go.
    const files = filesOf(of).filter((path) => speaksOf(textOf(heir), path));
    const held = checks.filter(
      (check) =>
        files.some((path) => speaksOf(check, path)) &&
        !(work.doubted ?? []).some((demand) => demand.includes(check.slice(0, KNOWN_BY))),
    );
    if (held.length === 0) continue;
    kept.set(heir.id, [...new Set([...(kept.get(heir.id) ?? []), ...held])]);
    repairs.push(`"${heir.id}" keeps what "${of.id}" was checked by, since the new plan gives no check`);
  }
  if (kept.size === 0) return { subtasks: next, repairs };
  return {
    subtasks: next.map((one) => ({ ...one, checks: [...one.checks, ...(kept.get(one.id) ?? [])] })),
    repairs,
  };
}
