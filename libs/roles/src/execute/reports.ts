import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecuteWork } from '#contracts';
import type { FileChange } from '#domain';
import type { AttemptTree } from '../ports/attempt-trees.js';
import { nameOf, stemOf } from '../verify/file-kinds.js';
import { sizeOf, walk } from '../verify/walk.js';
import { isUnderstood, mayAskForText } from '../verify/report-words.js';

/** By these a plan wants a text about the work. */
const PLANS_REPORTS =
  /\b(?:docs?|\w*document\w*|summar\w*|notes?|reports?|reporting|write[- ]?ups?|readmes?|markdown|changelogs?|overviews?|walk-?throughs?)\b|\.(?:md|txt|rst)\b/i;
/** By these the user may want one. */
const SPEAKS_OF_REPORTS =
  /\b(?:noted|reported|write\s+(?:\w+\s+){0,2}(?:up|down)|describ\w*|descriptions?|expla\w*|changes|logs?|logged|analy[sz]\w*|audit\w*|reviews?|findings?|results?|lists?|guides?|tutorials?|records?|recorded|articles?|essays?|pages?|research\w*|investigat\w*|recommend\w*|compar\w*|propos\w*|plans?|status|progress|outline\w*|books?|chapters?|texts?|what\s+(?:you|was|has|is)|(?:a|one|another|separate|new)\s+(?:\w+\s+)?file)\b/i;
const REPORT_WORDS =
  /^(?:summary|summaries|notes?|report|changes|walkthrough|completion|completed?|status|progress|implementation|implemented|work|task|tasks|step|fix|fixes|fixed|bug|bugfix|refactor|refactoring|refactored|final|verification|development|dev|solution|project|overview|results?|of|the|and|quick|update|updates|code|what|was|done|migration|feature)$/;
const IS_REPORT = /^(?:summary|summaries|notes?|report|walkthrough|completion|implementation|status|progress)$/;

/**
 * New texts about the work, by their names alone, beside the work itself: in the uppermost folder, or in one where
 * other files changed. Pure.
 */
export function reportsIn(changes: readonly FileChange[], told: string, planned: string): string[] {
  const said = `${told}\n${planned}`;
  if (!isUnderstood(told) || mayAskForText(said) || PLANS_REPORTS.test(said) || SPEAKS_OF_REPORTS.test(told)) return [];
  const found = changes.filter(
    ({ path, operation }) => operation === 'create' && isReport(nameOf(path)) && !said.includes(stemOf(path)),
  );
  const others = changes.filter((change) => !found.includes(change) && !change.path.endsWith('/'));
  const folders = new Set(['', ...others.map(({ path }) => folderOf(path))]);
  return others.length === 0 ? [] : found.flatMap(({ path }) => (folders.has(folderOf(path)) ? [path] : []));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function isReport(name: string): boolean {
  const [, stem] = /^([\w-]{4,60})\.(?:md|markdown|txt)$/i.exec(name) ?? [];
  if (stem === undefined) return false;
  const words = stem
    .replace(/([a-z])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split(/[_-]+/);
  return words.every((word) => REPORT_WORDS.test(word)) && words.some((word) => IS_REPORT.test(word));
}

/**
 * New texts about the work that neither the user nor the plan, whose words are `said`, asked for, and no file speaks
 * of.
 */
export async function unaskedReports(
  { task, plan, instructions }: ExecuteWork,
  tree: AttemptTree,
  changes: readonly FileChange[],
  said: string,
): Promise<string[]> {
  const context = Object.values(task.context).filter((value) => typeof value === 'string');
  const told = [task.goal, ...context, ...instructions.map(({ text }) => text)].join('\n');
  const planned = [said, ...(plan?.subtasks ?? []).map(({ description }) => description)].join('\n');
  const found: string[] = [];
  for (const report of reportsIn(changes, told, planned))
    if (!(await isNamedAnywhere(tree.root, report))) found.push(report);
  return found;
}

/** Bytes; a larger file is data. */
const LARGEST_READ = 200_000;

/** Whether any other file, changed or not, speaks of it. */
async function isNamedAnywhere(root: string, report: string): Promise<boolean> {
  for (const path of await walk(root)) {
    if (path === report || ((await sizeOf(root, path)) ?? Infinity) > LARGEST_READ) continue;
    if ((await readFile(join(root, path), 'utf8').catch(() => '')).includes(nameOf(report))) return true;
  }
  return false;
}
