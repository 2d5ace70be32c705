import { basename, dirname, posix } from 'node:path';
import type { FileChange } from '#domain';
import { isCode } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { isVariant } from '../stated/files-view.js';

/* Which file a plan means that names one without its folder or its ending, or spells it otherwise. Pure. */

export interface Lookup {
  readonly changes: readonly FileChange[];
  /** Every path of the tree. */
  readonly there: readonly string[];
  /** All that was asked for. */
  readonly asked: string;
}

/** Endings of one kind of file. */
const ENDINGS: Readonly<Record<string, string>> = { yaml: 'yml', html: 'htm', jpeg: 'jpg', markdown: 'md' };
const ENDING = /\.(\w+)$/;
const settled = (path: string): string => path.replace(ENDING, (_, ending: string) => `.${ENDINGS[ending] ?? ending}`);
/** Without what is a matter of taste in a name, and without accents, which many leave out. */
const folded = (path: string): string =>
  settled(path)
    .normalize('NFKD')
    .replace(/\p{M}|[ _-]/gu, '')
    .toLowerCase();
/** Names that are whole without an ending: what bears one too is another file. */
const WHOLE = /^(?:(?:Make|Docker|Container|Proc|Gem|Rake|Jenkins|Vagrant|Caddy|Brew|Pip|Pod)file|CODEOWNERS)$/i;

/** Whether a path has a name, in any folder; where that bears no ending, with any. */
export function isLooselyNamed(path: string, given: string): boolean {
  const name = given.replace(/^\.\//, '').replace(/\/$/, '');
  const forms = ENDING.test(name) ? [path] : [path, path.replace(ENDING, '')];
  return forms.some((form) => form === name || form.endsWith(`/${name}`));
}

/** One that the work has changed; where it changed nothing, the only one that was there. */
export function meantBy(given: string, { changes, there, asked }: Lookup): string | undefined {
  const name = posix.normalize(given.replaceAll('\\', '/')).replace(/\/$/, '');
  const made = new Set(changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const changed = changes.filter(({ operation }) => operation !== 'delete').map(({ path }) => path);
  const older = there.filter((path) => !made.has(path));
  const spoken = asked.toLowerCase();
  const isBare = !ENDING.test(name);
  // A new program bears the name it was to have.
  const formsOf = (path: string): string[] =>
    isBare && !(made.has(path) && (isCode(path) || WHOLE.test(basename(name))))
      ? [path, path.replace(ENDING, '')]
      : [path];
  const isNested = (path: string, form: string): boolean =>
    form.endsWith(`/${name}`) && (!made.has(path) || isAtHome(form, name, spoken, older));
  // What only the plan has given a name, or what bears its name as it was said, may be spelt otherwise by the plan.
  const isSaid = (file: string): boolean => asked.includes(basename(file));
  const isOwn = (path: string): boolean =>
    !spoken.includes(basename(name).toLowerCase()) || (isSaid(path) && !isSaid(name));
  const isOtherwiseSpelt = (path: string): boolean =>
    (!made.has(path) || (isOwn(path) && !isCode(path))) &&
    formsOf(path).some((form) => (isBare ? form !== path : true) && folded(form) === folded(name));
  // What the user names without a folder stands in none, whatever the plan adds.
  const isInNone = (path: string): boolean => path === basename(name) && isSpokenBare(path.toLowerCase(), spoken);
  const fits = (path: string): boolean =>
    isVariant(path, name) ||
    isOtherwiseSpelt(path) ||
    isInNone(path) ||
    formsOf(path).some((form) => form === name || isNested(path, form));
  const found = changes.length > 0 ? changed.filter(fits) : older.filter(fits);
  // Of several each is meant where they were there before, or where their folders are spoken of.
  const isOneOfSeveral = (path: string): boolean =>
    changes.length > 0 && (!made.has(path) || isSpokenOf(dirname(path), spoken));
  if (found.length > 0) return found.length === 1 || found.every(isOneOfSeveral) ? found[0] : undefined;
  // "READMEs": several that bear the name, each in its folder.
  const one = /^(\w{3,60})s$/.exec(name)?.[1];
  const many = one === undefined ? [] : changed.filter((path) => basename(path).replace(ENDING, '') === one);
  return many.length > 1 ? many[0] : undefined;
}

const isSpokenBare = (name: string, spoken: string): boolean =>
  hasWord(spoken, name, /[\w./-]/, /^[\w/-]/) && !spoken.includes(`/${name}`);
const isSpokenOf = (folder: string, spoken: string): boolean =>
  folder.split('/').some((part) => part.length > 1 && spoken.includes(part.toLowerCase()));

/**
 * Whether a file may stand where it does though it was named without its folder: that one is spoken of, or holds older
 * files.
 */
export function isAtHome(path: string, name: string, spoken: string, older: readonly string[]): boolean {
  // Folders that the name itself gives say nothing of where those are.
  const above = path.slice(0, -name.length - 1).split('/');
  const said = name.includes('/') ? spoken.replaceAll(name.toLowerCase(), ' ') : spoken;
  if (above.some((part) => part !== name && isSpokenOf(part, said))) return true;
  return older.some((other) => dirname(other) === dirname(path));
}
