/** Where a path from a model points, before the file system is asked. */
export type NamedPath =
  | { readonly ok: true; readonly area: 'workspace' | 'scratch'; readonly parts: readonly string[] }
  | { readonly ok: false; readonly error: string };

/** Absolute folders that stand for the two areas: on this machine, and as a shell inside the sandbox sees them. */
export interface AreaRoots {
  readonly workspace: readonly string[];
  readonly scratch: readonly string[];
}

export const SANDBOX_WORKSPACE = '/workspace';
export const SANDBOX_SCRATCH = '/scratch';
const MAX_PATH_BYTES = 4096;
const MAX_DEPTH = 64;

/** Pure: reads a path as sent, maps absolute forms of the two areas, and refuses what can never be inside. */
export function namePath(given: string, roots: AreaRoots): NamedPath {
  let path = stripWrapping(given);
  if (path.includes('\0')) return refuse('a path cannot hold a NUL character');
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return refuse(`a path has at most ${MAX_PATH_BYTES} bytes`);
  if (/^scratch:/i.test(path)) {
    const rest = path.replace(/^scratch:\/*/i, '');
    return inArea('scratch', rest, given);
  }
  path = path.replace(/^file:\/\//i, '');
  if (path.startsWith('~/') || path === '~')
    return refuse(`"${path}" is outside the workspace; use a path relative to the workspace`);
  if (!path.startsWith('/')) {
    if (/^[A-Za-z]:[\\/]/.test(path)) return refuse(foreign(path, path.split(/[\\/]/).slice(1)));
    return inArea('workspace', path, given);
  }
  const parts = lexical(path);
  if (parts === null) return refuse(`"${path}" is outside the workspace`);
  for (const area of ['scratch', 'workspace'] as const) {
    for (const root of roots[area]) {
      const rootParts = root.split('/').filter(Boolean);
      if (rootParts.length > 0 && rootParts.every((part, i) => parts[i] === part))
        return inArea(area, parts.slice(rootParts.length).join('/'), given);
    }
  }
  return refuse(foreign(path, parts));
}

/** Marks that nobody sees and no path means; the joiners are not among them, since names in some scripts need them. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** A link of Markdown that shows where it leads, as chats make one of a name. */
const SHOWN_LINK = /^\[([^[\]]+)\]\((?:https?:\/\/)?\1\/?\)$/;

/** Quotes, backticks, blanks, links to themselves and leaked control tokens around a path are never meant. */
function stripWrapping(given: string): string {
  let path = given
    .replace(INVISIBLE, '')
    .replace(/^(?:<\|[^|<>]{0,40}\|>)+|(?:<\|[^|<>]{0,40}\|>)+$/g, '')
    .trim();
  const quoted = /^(["'`])(.+)\1$/s.exec(path);
  if (quoted?.[2] !== undefined) path = quoted[2];
  return SHOWN_LINK.exec(path)?.[1] ?? path;
}

function inArea(area: 'workspace' | 'scratch', path: string, given: string): NamedPath {
  const parts = lexical(path);
  if (parts === null) return refuse(`"${given.trim()}" leads out of the ${area}; stay inside it`);
  if (parts.length > MAX_DEPTH) return refuse(`a path has at most ${MAX_DEPTH} folders`);
  const git = parts.find(isGitName);
  if (git !== undefined) return refuse(`"${git}" belongs to version control and cannot be read or changed`);
  return { ok: true, area, parts };
}

/** Components without `.` and with `..` resolved; null when they climb above the start. */
export function lexical(path: string): string[] | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts;
}

/** `.git` in every spelling that some file system or git itself takes for it. */
export function isGitName(part: string): boolean {
  const folded = part
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .toLowerCase()
    .replace(/(?:::?\$.*|:.*)$/, '')
    .replace(/(?<![. ])[. ]+$/, '');
  return folded === '.git' || folded === 'git~1';
}

/** Letters of other scripts that look like Latin ones. */
const LOOK = new Map(
  [...'аеорсухіјѕԁһӏвкмнтαορνικ'].map((letter, at) => [letter, 'aeopcyxijsdhlbkmhtaopvik'[at] ?? letter]),
);

/** What a reader sees of a name: two names with the same look are taken for one another. */
export const lookOf = (name: string): string =>
  [...name.normalize('NFKC').toLowerCase()].map((letter) => LOOK.get(letter) ?? letter).join('');

const foreign = (path: string, parts: readonly string[]): string => {
  const guess = parts.slice(-2).join('/');
  return `"${path}" is outside the workspace; paths are relative to it${guess === '' ? '' : `, for example "${guess}"`}`;
};

const refuse = (error: string): NamedPath => ({ ok: false, error });
