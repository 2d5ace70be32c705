import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isCode } from '../file-kinds.js';
import { isTable, isText, readOnlyIn } from '../reach/sources.js';
import type { Stated } from '../stated/fact.js';
import type { FilesView } from '../stated/files-view.js';
import { timesOf } from '../times-of.js';

/* "Make report.md from data.csv": what is only read keeps what it holds. */

const MOST_LOOKED_AT = 100;
/** Lines that are looked for within others. */
const MOST_SOUGHT = 100;

/** As far as they say anything: in settings and lists, what comes behind the last entry gives it a comma. */
const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/,$/, ''))
    .filter((line) => line !== '');

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = timesOf(others);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** `elsewhere`: the other texts of the work, where something of a document may stand from now on. Pure. */
export function isSpoilt(path: string, before: string, now: string, elsewhere: readonly string[] = []): boolean {
  const [were, are] = [linesOf(before), linesOf(now)];
  // A row more is another table, and so is another order.
  if (isTable(path)) return were.join('\n') !== are.join('\n');
  const lost = without(were, are);
  if (lost.length === 0) return false;
  const whole = new Set(elsewhere.flatMap(linesOf));
  const others = lost.filter((line) => !whole.has(line)).slice(0, MOST_SOUGHT);
  return !others.every((line) => elsewhere.some((text) => text.includes(line)));
}

/** `told`: the user's words. */
export async function inputsKept(files: FilesView, told: string, goal: Stated): Promise<CheckResult[]> {
  const changed = files.changes.filter(({ operation, binary }) => operation === 'modify' && !binary);
  if (changed.length === 0) return [];
  const sources = readOnlyIn(told, goal);
  const named = new Set([...sources.files].flatMap((name) => files.meant(name)));
  const { onlyFor } = sources;
  const wanted = onlyFor === null ? [] : files.meant(onlyFor);
  const isRead = ({ path }: FileChange): boolean =>
    named.has(path) || (onlyFor !== null && !wanted.includes(path) && isText(path) && !isCode(path));
  const faults: string[] = [];
  for (const change of changed.filter(isRead).slice(0, MOST_LOOKED_AT)) {
    const [before, now] = [await files.before(change.path), await files.text(change.path)];
    if (typeof before !== 'string' || now === null || !isSpoilt(change.path, before, now)) continue;
    const others = files.changes.filter(({ path }) => path !== change.path).slice(0, MOST_LOOKED_AT);
    const elsewhere = await Promise.all(others.map(async ({ path }) => (await files.text(path)) ?? ''));
    if (isSpoilt(change.path, before, now, elsewhere)) faults.push(change.path);
  }
  if (faults.length === 0) return [];
  const detail = `changed, though the goal wants ${faults.length === 1 ? 'it' : 'them'} only to be read: ${listed(faults)}`;
  return [{ name: 'inputs_kept', passed: false, detail }];
}
