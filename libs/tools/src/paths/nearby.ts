import type { Dirent } from 'node:fs';
import { NO_SUCH_FILE } from '#roles';
import { nearest } from '../text/nearest.js';
import { HeldFolder } from './held-folder.js';
import { isGitName, lookOf } from './path-policy.js';
import type { Place } from './place.js';

/* What is there in the place of a path at which nothing is, for the answer to whoever asked for it. */

const MOST_FOLDERS = 200;

/** The path of something there that a reader would take for the place, at which nothing is; null when there is none. */
export async function lookAlike(place: Place): Promise<string | null> {
  let folder: string[] = [];
  for (const part of place.relative.split('/')) {
    const names = await namesIn(place.root, folder);
    if (names === null) return null;
    if (!names.includes(part)) {
      const alike = names.find((name) => lookOf(name) === lookOf(part));
      return alike === undefined ? null : [...folder, alike].join('/');
    }
    folder = [...folder, part];
  }
  return null;
}

/** What to say of a place that commands see more of than file tools do; null for all others. */
export function installedNote(place: Place, installed: readonly string[]): string | null {
  const folder = installed.find((name) => place.relative === name || place.relative.startsWith(`${name}/`));
  if (place.area !== 'workspace' || folder === undefined) return null;
  return `"${folder}" holds what is installed, and only shell_execute sees that: use ls or cat there`;
}

/** "No such file", with the names nearby that are most like it. */
export async function notFound(place: Place, installed: readonly string[]): Promise<string> {
  const note = installedNote(place, installed);
  if (note !== null) return `${NO_SUCH_FILE}"${place.shown}"; ${note}`;
  const parts = place.relative.split('/');
  const name = parts.pop() ?? '';
  const names = await namesIn(place.root, parts);
  const prefix = place.area === 'scratch' ? 'scratch://' : '';
  const elsewhere = await sameName(place, name, installed);
  if (elsewhere !== null) return `${NO_SUCH_FILE}"${place.shown}"; did you mean "${prefix}${elsewhere}"?`;
  if (names === null) return `${NO_SUCH_FILE}"${place.shown}" (its folder does not exist either)`;
  const near = nearest(name, names.filter((n) => !isGitName(n)).slice(0, 2000));
  const hint =
    near === null ? 'list_directory shows what is there' : `did you mean "${prefix}${[...parts, near].join('/')}"?`;
  return `${NO_SUCH_FILE}"${place.shown}"; ${hint}`;
}

/** The only file of that name in another folder, as far as one looks; null when there is none. */
async function sameName({ root }: Place, name: string, installed: readonly string[]): Promise<string | null> {
  const found: string[] = [];
  const open = [''];
  for (let looked = 0; open.length > 0 && looked < MOST_FOLDERS; looked++) {
    const folder = open.shift() ?? '';
    for (const entry of await entriesIn(root, folder.split('/')).catch(() => [])) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isGitName(entry.name) || installed.includes(path)) continue;
      if (entry.isDirectory()) open.push(path);
      else if (entry.name === name && entry.isFile()) found.push(path);
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

export async function entriesIn(root: string, parts: readonly string[]): Promise<Dirent[]> {
  const folder = await HeldFolder.reach(root, parts.filter(Boolean));
  try {
    return await folder.entries();
  } finally {
    await folder.close();
  }
}

const namesIn = (root: string, parts: readonly string[]): Promise<string[] | null> =>
  entriesIn(root, parts).then(
    (entries) => entries.map(({ name }) => name),
    () => null,
  );
