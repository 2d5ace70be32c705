import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecuteWork } from '#contracts';
import type { FileChange } from '#domain';
import type { AttemptTree } from '../ports/attempt-trees.js';
import { askedOf } from '../verify/asked.js';
import { isCode, nameOf, stemOf } from '../verify/file-kinds.js';
import { unaskedReports } from './reports.js';

/* Files that a worker made for itself and left there. */

/** By these a copy may be wanted. */
const SPEAKS_OF_COPIES =
  /\b(?:cop(?:y|ies|ied)|duplicat\w*|back(?:s|ed)?[ -]?ups?|backups?|originals?|archiv\w*)\b|\.(?:bak|orig|old)\b/i;
const SPEAKS_OF_TRIALS = /\b(?:repro\w*|te?mp(?:orary)?|scratch|debug\w*|scripts?|trial|experiment\w*)\b/i;
const OF_A_TRIAL = /^(?:repro|tmp|temp|scratch)[_-]\w/i;

/** The file whose name stands in that of its copy; null when it is none. Pure. */
export function originalOf(path: string): string | null {
  const behind = /^(.*[^/])(?:\.(?:bak|orig|old|backup)|~)$/i.exec(path)?.[1];
  if (behind !== undefined) return behind;
  const [, stem, ending] = /^(.*[^/])\.(?:bak|orig|backup)(\.\w{1,8})$/i.exec(path) ?? [];
  return stem === undefined || ending === undefined ? null : `${stem}${ending}`;
}

/** New files named as a trial's are, that nobody spoke of. Pure. */
export const trialsIn = (changes: readonly FileChange[], said: string): string[] =>
  SPEAKS_OF_TRIALS.test(said)
    ? []
    : changes.flatMap(({ path, operation }) =>
        operation === 'create' && isCode(path) && OF_A_TRIAL.test(nameOf(path)) && !said.includes(nameOf(path))
          ? [path]
          : [],
      );

const SPEAKS_OF_PACKAGES =
  /\b(?:npm|node(?:\.?js)?|yarn|pnpm|packages?|javascript|typescript|js|ts|front.?end|react|vue|init\w*|set.?up|scaffold\w*|bootstrap\w*|projects?|modules?|librar\w*)\b/i;
/** What `npm init -y` writes, to the letter, where nobody spoke of a package and nothing else of one is there. Pure. */
export const isBareManifest = (text: string, said: string): boolean =>
  !SPEAKS_OF_PACKAGES.test(said) &&
  text.includes('"test": "echo \\"Error: no test specified\\" && exit 1"') &&
  !/"(?:dev|peer)?dependencies"\s*:/i.test(text);

/** Copies of changed files as those were, trials, and reports, where nobody spoke of any. */
export async function byProducts(work: ExecuteWork, tree: AttemptTree, head: string): Promise<string[]> {
  const { base, task, subtask } = work;
  if (head === base) return [];
  const said = [task.goal, askedOf(work), ...subtask.expectedOutputs].join('\n');
  const changes = await tree.changes(base, head);
  const found = await unaskedReports(work, tree, changes, said);
  for (const trial of trialsIn(changes, said)) if (!(await isSpokenOf(tree, trial, changes))) found.push(trial);
  if (changes.some(({ path, operation }) => path === 'package.json' && operation === 'create')) {
    const text = await readFile(join(tree.root, 'package.json'), 'utf8').catch(() => '');
    const isOfCode = changes.some(({ path }) => /\.[cm]?[jt]sx?$/i.test(path));
    if (!isOfCode && isBareManifest(text, said)) found.push('package.json');
  }
  if (SPEAKS_OF_COPIES.test(said)) return found;
  const changed = new Set(changes.flatMap(({ path, operation }) => (operation === 'modify' ? [path] : [])));
  for (const { path, operation } of changes) {
    const original = operation === 'create' ? originalOf(path) : null;
    if (original === null || !changed.has(original)) continue;
    const [was, is] = [await tree.fileAt(base, original), await readFile(join(tree.root, path)).catch(() => null)];
    if (was !== null && is !== null && is.equals(was.bytes)) found.push(path);
  }
  return found;
}

/** Whether another changed file may need it. */
async function isSpokenOf(tree: AttemptTree, trial: string, changes: readonly FileChange[]): Promise<boolean> {
  for (const { path, operation } of changes) {
    if (path === trial || operation === 'delete' || path.endsWith('/')) continue;
    const text = await readFile(join(tree.root, path), 'utf8').catch(() => '');
    if (text.includes(stemOf(trial))) return true;
  }
  return false;
}
