import { posix } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isLeftBehind, nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { mask, standingFor } from '../stated/masked-text.js';
import { namedExempt } from './exempt-files.js';
import { ALL, NOT_ALL } from './words-for-all.js';

/*
 * What was to be done with all files of a kind, or for every line of a list, by what was done with most of them: in any
 * language, since the files tell what was meant.
 */

const endingOf = (path: string): string => /\.(\w{1,10})$/.exec(nameOf(path))?.[1] ?? '';
const stemOf = (path: string): string => path.slice(0, path.length - endingOf(path).length);

/** Old and new path of what got another ending. */
function renamedEndings(changes: readonly FileChange[]): (readonly [string, string])[] {
  const made = changes.filter(({ operation }) => operation === 'create').map(({ path }) => path);
  return changes.flatMap(({ path, oldPath, operation }): (readonly [string, string])[] => {
    if (oldPath !== undefined) return stemOf(oldPath) === stemOf(path) ? [[oldPath, path]] : [];
    const now = operation === 'delete' ? made.find((one) => stemOf(one) === stemOf(path)) : undefined;
    return now === undefined ? [] : [[path, now]];
  });
}

/** Tools look for them by their names. */
const NEEDS_ITS_NAME =
  /^\.|^(?:requirements[\w-]*|constraints[\w-]*|CMakeLists|robots|humans|llms|ads|security|runtime)\.txt$|\.(?:config|conf|d)\.\w+$|^(?:package|package-lock|tsconfig[\w.-]*|composer|deno|vercel|angular|nest-cli)\.json$|^(?:docker-)?compose[\w.-]*\.ya?ml$|^(?:setup|conftest|manage|__init__)\.py$/;

/** Files that keep their ending beside others that lost it. Pure. */
export function endingsLeft(told: string, changes: readonly FileChange[], there: readonly string[]): string[] {
  const renamed = renamedEndings(changes);
  return [...new Set(renamed.map(([was]) => endingOf(was)))].flatMap((ending) => {
    const own = renamed.filter(([was]) => endingOf(was) === ending);
    const isNamed = new RegExp(`(?<![\\w])\\*?\\.?${ending}(?![\\w.])`, 'i').test(told);
    const isOne = new Set(own.map(([, now]) => endingOf(now))).size === 1;
    const folders = new Set(own.map(([was]) => posix.dirname(was)));
    return isNamed && isOne
      ? there.filter(
          (path) => endingOf(path) === ending && folders.has(posix.dirname(path)) && !NEEDS_ITS_NAME.test(nameOf(path)),
        )
      : [];
  });
}

const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
const ITEM = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/;
/** Lines of a list for which no file was made, though most others have one. Pure. */
export function linesWithoutFile(list: string, changes: readonly FileChange[], there: readonly string[]): string[] {
  const lines = list.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const items = lines.filter((line) => ITEM.test(line));
  const entries = (items.length > 0 ? items : lines).map((line) => line.replace(ITEM, '').trim());
  const made = changes.filter(({ operation }) => operation === 'create');
  const stems = (path: string): string => slugOf(stemOf(nameOf(path)));
  const folderOf = new Map(made.map(({ path }) => [stems(path), posix.dirname(path)]));
  const found = entries.filter((entry) => folderOf.has(slugOf(entry)));
  if (found.length < 2 || found.length * 2 < entries.length) return [];
  const folders = new Set(found.map((entry) => folderOf.get(slugOf(entry))));
  // Under whatever names: "Über uns" as ueber-uns, "C++" as cpp.
  const isEnough = made.filter(({ path }) => folders.has(posix.dirname(path))).length >= new Set(entries).size;
  if (isEnough) return [];
  const has = new Set(there.filter((path) => folders.has(posix.dirname(path))).map(stems));
  return entries.filter((entry) => !has.has(slugOf(entry)));
}

/** Files of a kind that lack the text which others of it have got. */
async function lackingText(files: FilesView, told: string): Promise<string[]> {
  const masked = mask(told);
  const [text, ...others] = standingFor(masked.text, masked, 'Q');
  if (text === undefined || others.length > 0 || text.length < 4) return [];
  const gained: string[] = [];
  for (const { path, operation } of files.changes) {
    if (operation !== 'modify' || !((await files.text(path)) ?? '').includes(text)) continue;
    if (((await files.before(path)) ?? text).includes(text)) continue;
    gained.push(path);
  }
  const prose = masked.text.replace(/⟦\w+⟧/g, ' ');
  const isNamed = (one: string): boolean => new RegExp(`(?<!\\w)\\*?\\.${one}(?![\\w.])`, 'i').test(prose);
  // Files of another kind may have got it too, rightly or not.
  const [ending, ...more] = [...new Set(gained.map(endingOf))].filter((one) => one !== '' && isNamed(one));
  if (ending === undefined || more.length > 0) return [];
  const folders = new Set(
    files.there.map((path) => path.split('/')[0] ?? '').filter((one) => one !== '' && !one.includes('.')),
  );
  const named = [...folders].filter((one) =>
    new RegExp(`(?<![\\w.-])${one.replace(/[^\w-]/g, '.')}(?![\\w-])`).test(prose),
  );
  const lacking: string[] = [];
  for (const path of files.there.filter((one) => endingOf(one) === ending && !isLeftBehind(one)).slice(0, 400)) {
    if (named.length > 0 && !named.includes(path.split('/')[0] ?? '')) continue;
    const has = await files.text(path);
    if (has !== null && !has.includes(text)) lacking.push(path);
  }
  return lacking;
}

/** `told`: the user's words; `changes`: all of the task's. */
export async function everyOfAKind(
  files: FilesView,
  told: string,
  changes: readonly FileChange[],
): Promise<CheckResult[]> {
  const masked = mask(told);
  const { files: named } = masked;
  const { files: left, rest } = namedExempt(masked.text, masked);
  const exempt = new Set(left.map(nameOf));
  const isMeant = (path: string): boolean => !exempt.has(nameOf(path));
  const prose = rest.replace(/⟦\w+⟧/g, ' ');
  if (!ALL.test(prose) || NOT_ALL.test(prose)) return [];
  const faults: string[] = [];
  const kept = endingsLeft(prose, changes, files.there).filter(isMeant);
  if (kept.length > 0) faults.push(`not renamed: ${listed(kept)}`);
  const lacking = (await lackingText(files, told)).filter(isMeant);
  if (lacking.length > 0) faults.push(`without the text that the others have got: ${listed(lacking)}`);
  for (const name of new Set(named.filter((one) => /\.(?:txt|md|lst)$/i.test(one)))) {
    const [path] = files.meant(name);
    const list = path === undefined || files.isChanged(path) ? null : await files.text(path);
    const missing = list === null ? [] : linesWithoutFile(list, changes, files.there);
    if (missing.length > 0) faults.push(`no file for ${listed(missing)} of ${name}`);
  }
  return faults.length === 0 ? [] : [{ name: 'every_of_a_kind', passed: false, detail: faults.join('; ') }];
}
