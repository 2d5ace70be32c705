import type { CheckResult, FileChange } from '#domain';
import { isLockFile } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';

/* "Set port of db to 5433": what stands like that of somebody else, and was changed along with it. */

/** Words by which a change may be meant for more than the one that is named. */
const OF_MORE =
  /\b(?:all|both|each|every\w*|any\w*|others?|rest|same|also|too|likewise|sync|consistent\w*|match\w*|align\w*|wherever|throughout|default\w*|inherit\w*|replac\w*|renam\w*|respective\w*)\b/i;
const SETS = '(?:set|change|let|update|make|bump|raise|lower|increase|decrease|reduce|switch|put)';
const KIND =
  '(?:(?:section|table|group|block|service|user|class|rule|function|method|selector|entry|key|job|step|environment|container|object)\\s+)?';
const HOLDS_PROSE = /\.(?:md|markdown|rst|txt|log|csv|tsv|adoc|patch|diff|snap)$/i;

const MOST_FILES = 50;
const MOST_PLACES = 20;
/** Longer lines are data. */
const LONGEST_LINE = 300;
/** Lines above a place in which what it belongs to is looked for. */
const MOST_ABOVE = 2000;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
const isCodeName = (word: string): boolean => /_|[a-z][A-Z]/.test(word);

/** Lines that a line belongs to: those further out above it, and the head of its section. */
function above(lines: readonly string[], at: number): string[] {
  const found: string[] = [];
  let indent = indentOf(lines[at] ?? '');
  for (let n = at - 1; n >= Math.max(0, at - MOST_ABOVE); n--) {
    const line = lines[n] ?? '';
    if (line.trim() === '') continue;
    const isHead = indent === 0 && /^\[[^\]]+\]/.test(line);
    if (!isHead && indentOf(line) >= indent) continue;
    // An object without a name is told apart by what stands in it.
    if (/[\p{L}\p{N}]/u.test(line)) found.push(line);
    else if (found.length === 0 && line.includes('{')) found.push(insideOf(lines, n, indent));
    if (isHead || indentOf(line) === 0) break;
    indent = indentOf(line);
  }
  return found;
}

function insideOf(lines: readonly string[], head: number, indent: number): string {
  const end = lines.findIndex((line, n) => n > head && line.trim() !== '' && indentOf(line) < indent);
  return lines
    .slice(head + 1, Math.min(end < 0 ? lines.length : end, head + MOST_PLACES))
    .filter((line) => indentOf(line) === indent)
    .join(' ');
}

interface Place {
  readonly line: string;
  readonly own: readonly string[];
  readonly words: ReadonlySet<string>;
}

/** Pure. `told`: the user's words. */
export function wentAlong(text: string, before: string, told: string): string | null {
  if (OF_MORE.test(told)) return null;
  const [were, are] = [before.split(/\r?\n/), text.split(/\r?\n/)];
  if (were.length !== are.length) return null;
  const changed = were.flatMap((line, at) => (line === are[at] ? [] : [at]));
  if (changed.length < 2 || changed.length > MOST_PLACES) return null;
  if (changed.some((at) => (were[at] ?? '').length > LONGEST_LINE || (are[at] ?? '').length > LONGEST_LINE))
    return null;
  const said = new Set(wordsOf(told));
  const alike = new Map<string, Place[]>();
  for (const at of changed) {
    const [was, is] = [(were[at] ?? '').trim(), (are[at] ?? '').trim()];
    const [own, now] = [wordsOf(was), wordsOf(is)];
    const [gone, fresh] = [own.filter((word) => !now.includes(word)), now.filter((word) => !own.includes(word))];
    const isForSeveral = own.some((word) => now.includes(word) && said.has(`${word}s`));
    if (isForSeveral || !fresh.some((word) => said.has(word))) continue;
    const kind = [gone, fresh, was.replace(/[\p{L}\p{N}_-]+|[,;]$/gu, '')];
    const name = JSON.stringify(kind);
    const place = { line: was, own, words: new Set([...own, ...above(were, at).flatMap(wordsOf)]) };
    alike.set(name, [...(alike.get(name) ?? []), place]);
  }
  for (const places of alike.values()) {
    const found = alongOf(places, told);
    if (found !== null) return found;
  }
  return null;
}

/** The first that nobody named, among places that changed alike; null where none or more than one of them is named. */
function alongOf(places: readonly Place[], told: string): string | null {
  const owners = places.map(({ words }) => [...words].filter((word) => !places.every((one) => one.words.has(word))));
  const spoken = new Set(wordsOf(told));
  const isSaid = (word: string): boolean => spoken.has(word);
  const isNamed = (place: Place, at: number): boolean =>
    (owners[at] ?? []).filter(isSaid).some((owner) => place.own.filter(isSaid).some((key) => isOf(told, key, owner)));
  const named = places.flatMap((place, at) => (isNamed(place, at) ? [at] : []));
  const [only, ...more] = named;
  const one = only === undefined ? undefined : places[only];
  if (only === undefined || one === undefined || more.length > 0) return null;
  const along = places.find(
    (place, at) =>
      at !== only &&
      (place.own[0] === one.own[0] || isCodeName(told.match(new RegExp(escaped(one.own[0] ?? ''), 'i'))?.[0] ?? '')) &&
      !(owners[at] ?? []).some((owner) => [...spoken].some((word) => word.length > 1 && owner.includes(word))),
  );
  if (along === undefined) return null;
  const of = (owners[places.indexOf(along)] ?? [])[0];
  return `"${along.line.slice(0, 80)}"${of === undefined ? '' : ` of ${of}`} was changed along with the one that was named`;
}

/**
 * "port of db", "the db port", "db.port", "in the db section set port", or a name of code alone: "let MAX_USERS be".
 */
function isOf(told: string, key: string, owner: string): boolean {
  const [k, o] = [escaped(key), `["'\`.#[(]{0,3}${escaped(owner)}`];
  const ends = '(?![\\w-])';
  const begins = '(?<![\\w-])';
  if (key === owner) {
    const name = new RegExp(
      `\\b${SETS}\\s+(?:the\\s+)?(?:(?:constant|variable|value\\s+of)\\s+)?["'\`]?(${k})${ends}`,
      'i',
    );
    return isCodeName(name.exec(told)?.[1] ?? '');
  }
  return new RegExp(
    [
      `${begins}${k}["'\`]?\\s+(?:of|in|for|under|inside|within)\\s+(?:the\\s+|its\\s+)?${KIND}${o}${ends}`,
      `${begins}${escaped(owner)}["'\`\\])]{0,3}(?:['’]s\\s+|\\.|\\s+)["'\`]?${k}${ends}`,
      `\\b(?:in|under|for)\\s+(?:the\\s+)?${KIND}${o}${ends}[^.;\\n]{0,40}\\b${SETS}\\s+(?:the\\s+)?["'\`]?${k}${ends}`,
    ].join('|'),
    'i',
  ).test(told);
}

export async function othersStay(
  files: FilesView,
  changes: readonly FileChange[],
  told: string,
): Promise<CheckResult[]> {
  if (OF_MORE.test(told)) return [];
  for (const { path, operation } of changes.slice(0, MOST_FILES)) {
    if (operation !== 'modify' || HOLDS_PROSE.test(path) || isLockFile(path)) continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    const found = typeof before === 'string' && now !== null ? wentAlong(now, before, told) : null;
    if (found !== null) return [{ name: 'went_along', passed: false, detail: `${path}: ${found}` }];
  }
  return [];
}
