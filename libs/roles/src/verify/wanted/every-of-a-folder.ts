import { posix } from 'node:path';
import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { nameOf, stemOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';
import { mask } from '../stated/masked-text.js';
import { ALL } from '../reach/words-for-all.js';

/* A list that is to speak of every file of a folder, and names some of them. */

export const SOME =
  /(?<!\p{L})(?:only|except|without|but|first|last|top|latest|newest|if|where|which|that|whose|with|nur|außer|ohne|wenn|die|deren|seulement|sauf|sans|qui|dont|solo|excepto|salvo|sin|que|só|exceto|sem|tranne|senza|che|alleen|behalve)(?!\p{L})|除|だけ/iu;
const MOST_LISTED = 200;
const LIST = /\.(?:md|markdown|txt|csv|html?|rst|adoc)$/i;

const IS_ABOUT_THEM = /^(?:readme|index|contributing|_|\.)|^(?:template|vorlage|modèle|plantilla)\b/i;
/** A title is its name in other letters. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** `files` from the start of the task to its end. */
export async function everyOfAFolder(files: FilesView, told: string): Promise<CheckResult[]> {
  const made = new Set(files.changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const older = files.there.filter((path) => !made.has(path) && !nameOf(path).startsWith('.'));
  const { text: said, files: paths } = mask(told);
  const named = [...new Set(older.map((path) => posix.dirname(path)))].filter((folder) => isNamed(folder, said));
  const [folder, ...others] = named;
  const [target, ...more] = paths.filter((path) => LIST.test(path) && posix.dirname(path) !== folder);
  if (folder === undefined || others.length > 0 || target === undefined || more.length > 0) return [];
  // What comes behind both says how the list is to look.
  const order = said.slice(0, Math.max(said.indexOf(folder), said.indexOf(`⟦F${paths.indexOf(target)}⟧`)));
  if (!ALL.test(order) || SOME.test(order)) return [];
  const [path] = files.meant(target);
  const text = path === undefined || !files.isChanged(path) ? null : await files.text(path);
  const within = older.filter((one) => posix.dirname(one) === folder && !IS_ABOUT_THEM.test(nameOf(one)));
  if (text === null || within.length < 2 || within.length > MOST_LISTED) return [];
  const list = bare(text);
  const missing = within.filter((one) => !list.includes(bare(stemOf(one))));
  // A list that names half of them by their names is one of names.
  if (missing.length === 0 || missing.length * 2 > within.length) return [];
  if (new Set(within.map((one) => posix.extname(one))).size > 1) return [];
  const detail = `${path} names ${within.length - missing.length} of the ${within.length} files of ${folder}, and not ${listed(missing)}`;
  return [{ name: 'every_of_a_folder', passed: false, detail }];
}

const isNamed = (folder: string, said: string): boolean =>
  folder !== '.' && new RegExp(`(?<![\\p{L}\\p{N}_/.-])${escaped(folder)}(?![\\p{L}\\p{N}_-])`, 'u').test(said);
