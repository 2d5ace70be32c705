import type { SubtaskSpec } from '#domain';
import { asksForFiles } from '../verify/reach/changed.js';
import { isCode } from '../verify/file-kinds.js';
import type { Stated } from '../verify/stated/fact.js';
import { stated } from '../verify/stated/facts.js';
import { proseOf } from '../verify/stated/masked-text.js';

/** A step that begins so takes files away, whatever else it does. */
const CLEANS =
  /^(?:please\s+|finally,?\s+|then\s+)?(?:clean(?:ing)?[- ]?up|tidy(?:ing)?\s+up|cleanup|(?:delete|remove|erase|purge|wipe)\s+(?:(?:all|any|every|the|other|old|unused|unnecessary|temporary|remaining|leftover|existing|obsolete|extra)\s+){1,4}(?:\S+\s+)?(?:files?|folders?|director(?:y|ies)|artifacts?|data))\b/i;

/** A step that sets a project up, which pages and documents do without. */
const SETS_UP =
  /^(?:please\s+|first,?\s+)?(?:initiali[sz]e|init|set(?:ting)?\s+up|create|bootstrap|scaffold|install)\b.{0,60}\b(?:npm|node(?:\.?js)?|yarn|pnpm|git|repository|repo|virtual\s*env\w*|venv|project|dependencies|environment|boilerplate)\b/i;
const SPEAKS_OF_PROJECTS =
  /\b(?:npm|node|yarn|pnpm|packages?|git\w*|repo\w*|venv|virtual|projects?|dependenc\w*|environment|install\w*|boilerplate|set.?up|apps?|applications?|programs?|services?|servers?|librar\w*|frameworks?|modules?|tools?|build\w*|bundl\w*|react|vue|angular|svelte|vite|typescript|python)\b/i;

/**
 * Without steps that the user did not ask for: where every word of the goal was understood, and each file it is about is
 * named, those that take files away though no word of it does, and those that only make other ones; where it lets no other
 * file change, those that work on others. What a less certain goal may have meant is seen when the step's work is verified.
 * Pure.
 */
export function withoutUnasked(
  subtasks: readonly SubtaskSpec[],
  told: string,
): {
  readonly subtasks: readonly SubtaskSpec[];
  readonly repairs: readonly string[];
  /** Each step only makes what the goal does not speak of: the plan is for another goal. */
  readonly isForeign?: true;
} {
  const goal = stated(told);
  const needsNoProject = goal.files.length > 0 && !goal.files.some(isCode) && !SPEAKS_OF_PROJECTS.test(proseOf(told));
  if (!goal.isWhole && !goal.isOnly && !needsNoProject) return { subtasks, repairs: [] };
  const dropped = new Map<string, readonly string[]>();
  const repairs: string[] = [];
  for (const subtask of subtasks) {
    const because =
      (needsNoProject ? setsUp(subtask, goal) : null) ??
      (goal.isOnly ? worksOnOthers(subtask, goal) : null) ??
      (goal.isWhole ? unasked(subtask, goal) : null);
    if (because === null) continue;
    dropped.set(subtask.id, subtask.dependsOn);
    repairs.push(`left out "${subtask.id}", ${because}, which the goal does not ask for`);
  }
  if (dropped.size === 0) return { subtasks, repairs: [] };
  if (dropped.size === subtasks.length) {
    const isForeign = subtasks.every((subtask) => unasked(subtask, goal)?.startsWith(MAKES_OTHERS) === true);
    return { subtasks, repairs: [], ...(isForeign ? { isForeign } : {}) };
  }
  const kept = subtasks.filter(({ id }) => !dropped.has(id));
  return { subtasks: kept.map((subtask) => ({ ...subtask, dependsOn: past(subtask.dependsOn, dropped) })), repairs };
}

const MAKES_OTHERS = 'which only makes';
function setsUp({ description, expectedOutputs }: SubtaskSpec, goal: Stated): string | null {
  const isOfTheGoal = [...stated(description).files, ...expectedOutputs].some((path) => speaksOf(goal, path));
  return SETS_UP.test(description.trim()) && !isOfTheGoal ? 'which sets a project up' : null;
}

/** Where no other file may change. */
function worksOnOthers(subtask: SubtaskSpec, goal: Stated): string | null {
  const { files } = stated(subtask.description);
  const isOther = files.length > 0 && asksForFiles(subtask) && !files.some((path) => speaksOf(goal, path));
  return isOther ? `which works on ${files.slice(0, 3).join(', ')}` : null;
}

const speaksOf = (goal: Stated, path: string): boolean =>
  goal.files.some((name) => path === name || path.endsWith(`/${name}`) || name.endsWith(`/${path}`));

function unasked({ description }: SubtaskSpec, goal: Stated): string | null {
  const own = stated(description);
  const removes = CLEANS.test(description.trim()) || own.facts.some(({ kind }) => kind === 'gone');
  if (removes && !goal.facts.some(({ kind }) => kind === 'gone' || kind === 'moved')) return 'which takes files away';
  const makes = own.facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []));
  const isBeside = makes.length > 0 && !own.files.some((path) => speaksOf(goal, path));
  return isBeside ? `${MAKES_OTHERS} ${makes.slice(0, 3).join(', ')}` : null;
}

/** Dependencies with what was left out replaced by what it waited for. */
function past(ids: readonly string[], dropped: ReadonlyMap<string, readonly string[]>, depth = 0): string[] {
  if (depth > 64) return [];
  return [...new Set(ids.flatMap((id) => (dropped.has(id) ? past(dropped.get(id) ?? [], dropped, depth + 1) : [id])))];
}
