import { isCode, isLookedFor, nameOf, stemOf } from '../file-kinds.js';
import type { FactOf } from './fact.js';
import type { FilesView } from './files-view.js';
import { hasWord } from '../has-word.js';
import { escaped } from './held.js';
import type { Problem } from './problem.js';

/** Whether the work is where it belongs; undefined where nobody can tell. */
export async function transferProblem(
  fact: FactOf<'mended' | 'worked_on' | 'emptied' | 'swapped' | 'gathered' | 'code_moved'>,
  files: FilesView,
): Promise<Problem> {
  switch (fact.kind) {
    case 'mended':
      return mended(fact.file, files);
    case 'worked_on':
      return workedOn(fact.file, files);
    case 'emptied':
      return emptied(fact.file, files);
    case 'swapped':
      return swapped(fact, files);
    case 'gathered':
      return gathered(fact, files);
    case 'code_moved':
      return codeMoved(fact, files);
  }
}

/** What a package needs beside its code, and no code names. */
const OF_A_PACKAGE = /^(?:__init__|index|mod|conftest|main|setup)\.\w+$|\.d\.[cm]?ts$/;

/** Languages in which a file names the files it uses; in others what is new may be used without a word. */
const NAMES_WHAT_IT_USES = /\.(?:pyi?|[cm]?[jt]sx?)$/i;
/** What is looked for when it runs. */
const LOOKS_ROUND =
  /\b(?:importlib|__import__|pkgutil|glob|readdir\w*|listdir|iterdir|import\.meta)\b|\b(?:require|import)\(\s*[^'"\s]/;
const MOST_READ = 200;

/** What a file uses may be wrong as well: only what is new, and what nothing speaks of, cannot have mended it. */
async function mended(name: string, files: FilesView): Promise<Problem> {
  const path = files.was(name);
  if (path === null || files.changes.length === 0) return undefined;
  if (files.isChanged(path)) return null;
  const text = await files.text(path);
  if (text === null || LOOKS_ROUND.test(text)) return undefined;
  const words = new Set<string>();
  for (const { path: made, operation } of files.changes) {
    if (operation !== 'create' || OF_A_PACKAGE.test(nameOf(made))) return undefined;
    const isSaid = /\.(?:patch|diff|md|markdown|rst)$/i.test(made);
    if (!isSaid && !(isCode(made) && NAMES_WHAT_IT_USES.test(path))) return undefined;
    for (const word of [...made.split('/').slice(0, -1), stemOf(made)]) words.add(word);
  }
  const isSpokenOf = (of: string): boolean => [...words].some((word) => word !== stemOf(path) && isIn(of, word));
  if (isSpokenOf(text)) return undefined;
  const stems = files.changes.map(({ path: made }) => stemOf(made)).filter((stem) => stem !== stemOf(path));
  for (const other of files.there.filter((there) => isCode(there) && !files.isChanged(there)).slice(0, MOST_READ)) {
    const of = await files.text(other);
    if (of !== null && stems.some((stem) => isIn(of, stem))) return undefined;
  }
  return `${path} was to be mended, and is as it was: the work went into other files`;
}

/** Only what is there already has changed, and neither uses the file nor is used by it, however far away. */
async function workedOn(name: string, files: FilesView): Promise<Problem> {
  const path = files.was(name);
  if (path === null || files.changes.length === 0) return undefined;
  if (files.isChanged(path)) return null;
  const isOther = (of: string): boolean => /\.(?:md|markdown|rst)$/i.test(of) || NAMES_WHAT_IT_USES.test(of);
  if (!files.changes.every(({ path: of, operation }) => operation === 'modify' && isOther(of))) return undefined;
  if (!NAMES_WHAT_IT_USES.test(path) || files.changes.some(({ path: of }) => OF_A_PACKAGE.test(nameOf(of))))
    return undefined;
  const others = files.changes.map(({ path: of }) => of);
  for (const of of others) if (isIn((await files.text(of)) ?? '', stemOf(path))) return undefined;
  const open = [path];
  const seen = new Set(open);
  for (let of = open.pop(); of !== undefined; of = open.pop()) {
    if (seen.size > MOST_READ) return undefined;
    const text = await files.text(of);
    if (text === null || LOOKS_ROUND.test(text)) return undefined;
    const words = new Set(text.toLowerCase().match(/[\w$]+/g));
    // A package is used by the name of its folder.
    const isUsed = (there: string): boolean =>
      [stemOf(there), ...(OF_A_PACKAGE.test(nameOf(there)) ? there.split('/').slice(-2, -1) : [])].some((word) =>
        (word.toLowerCase().match(/[\w$]+/g) ?? []).every((part) => words.has(part)),
      );
    const used = files.there.filter((there) => isCode(there) && !seen.has(there) && isUsed(there));
    if (used.some((there) => others.includes(there))) return undefined;
    for (const there of used) seen.add(there);
    open.push(...used);
  }
  return `${path} was to be worked on, and is as it was: only ${others.slice(0, 3).join(', ')} changed`;
}

/** In letters of either case. */
const isIn = (text: string, word: string): boolean => hasWord(text.toLowerCase(), word.toLowerCase());

async function emptied(name: string, files: FilesView): Promise<Problem> {
  const path = files.was(name);
  if (path === null) return undefined;
  if (!files.there.includes(path)) return `${path} is gone, and was to be emptied`;
  const text = await files.text(path);
  // Data without anything in it has a form of its own.
  if (text === null || !/\.(?:txt|log|md)$/i.test(path)) return undefined;
  return text.trim() === '' ? null : `${path} was to be emptied, and still holds text`;
}

async function swapped({ one, other }: FactOf<'swapped'>, files: FilesView): Promise<Problem> {
  const [a, b] = [files.was(one), files.was(other)];
  if (a === null || b === null) return undefined;
  const [first, second] = [await files.before(a), await files.before(b)];
  if (typeof first !== 'string' || typeof second !== 'string' || first.trim() === second.trim()) return undefined;
  const wrong = [];
  for (const [path, was, wanted] of [
    [a, first, second],
    [b, second, first],
  ] as const) {
    const now = files.there.includes(path) ? await files.text(path) : '';
    if (now === null) return undefined;
    // Code is fitted to its new place.
    const isRight = isCode(path) ? now !== was && now.trim() !== '' : now.trim() === wanted.trim();
    if (!isRight) wrong.push(path);
  }
  return wrong.length === 0 ? null : `${a} and ${b} were to swap their contents: ${wrong.join(', ')} does not hold it`;
}

/** Those at the top: what lies in folders may be meant to stay there. */
async function gathered({ type, folder }: FactOf<'gathered'>, files: FilesView): Promise<Problem> {
  const isMeant = (path: string): boolean =>
    !path.includes('/') && path.toLowerCase().endsWith(`.${type}`) && !isLookedFor(path);
  const made = new Set(files.changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const left = files.there.filter((path) => isMeant(path) && !made.has(path));
  if (left.length > 0)
    return `all .${type} files were to go to ${folder}, and are not there: ${left.slice(0, 5).join(', ')}`;
  const gone = files.changes.flatMap(({ path, operation }) => (operation === 'delete' && isMeant(path) ? [path] : []));
  const lost = gone.filter((path) => !files.there.some((there) => there.endsWith(`/${path}`)));
  if (lost.length > 0) return `deleted, and was to go to ${folder}: ${lost.slice(0, 5).join(', ')}`;
  return files.changes.length > 0 ? null : undefined;
}

/** One that only calls what has moved may stay. */
async function codeMoved({ name, source, target }: FactOf<'code_moved'>, files: FilesView): Promise<Problem> {
  const [from, to] = [files.meant(source), files.meant(target)];
  const [path, place] = [from[0], to[0]];
  if (path === undefined || place === undefined || from.length + to.length > 2) return undefined;
  const there = (await files.text(place)) ?? '';
  const [old, now] = [bodyOf(name, (await files.text(path)) ?? ''), bodyOf(name, there)];
  if (now === null) {
    const was = bodyOf(name, (await files.before(path)) ?? '');
    const isLost = was !== null && old === null && !hasWord(there, name);
    return isLost ? `${name} is gone from ${path}, and was to be moved to ${place}` : undefined;
  }
  return old === now ? `${path} still defines ${name}, which was to be moved to ${place}` : null;
}

/** A definition at the left edge and all that stands further in below it; null where there is none. */
function bodyOf(name: string, text: string): string | null {
  const lines = text.split(/\r?\n/);
  const starts = new RegExp(
    `^(?:export\\s+)?(?:default\\s+)?(?:async\\s+)?(?:(?:def|function\\*?|class)\\s+${escaped(name)}(?![\\w$])|(?:const|let|var)\\s+${escaped(name)}\\s*=|${escaped(name)}\\s*(?::[^=\\n]{1,80})?=(?!=))`,
  );
  const at = lines.findIndex((line) => starts.test(line));
  if (at < 0) return null;
  const end = lines.findIndex((line, n) => n > at && /^[^\s})\]]/.test(line));
  const body = lines.slice(at, end < 0 ? undefined : end).join('\n');
  return body
    .replace(/^(?:export\s+)?(?:default\s+)?/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
