import { posix } from 'node:path';
import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';

/*
 * Links of documents to files of the project that are spelt otherwise, and to headings that the document does not have.
 */

const MOST_FILES = 100;
export const DOCUMENT = /\.(?:md|markdown|mdx)$/i;
const LINK = /(?<!!)\[[^\]\n]{1,300}\]\(([^()\s]{1,300})\)/g;
/** Another host, another place of this document, or a root that only a server knows. */
const ELSEWHERE = /^(?:[a-z][\w+.-]*:|#|\/|\{|<)/i;

/** What a document's new links point at, as paths of the tree. Pure. */
export function targetsOf(path: string, text: string): string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ').replace(/`[^`\n]*`/g, ' ');
  return [...prose.matchAll(LINK)].flatMap(([, link = '']) => placeOf(path, link));
}

/** As a path of the tree; none where it leads out of it, or to no file. */
export function placeOf(path: string, link: string): string[] {
  const target = link.split(/[?#]/, 1)[0] ?? '';
  if (ELSEWHERE.test(link) || !/\.\w{1,8}$/.test(target)) return [];
  const place = posix.normalize(posix.join(posix.dirname(path), decoded(target)));
  return place.startsWith('..') ? [] : [place];
}

const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/&\w{1,10};/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
/** Of a document's own places: notes, lines and what a page has anyway. */
const OF_ITSELF = /^#(?:top|fn|fnref|user-content|L\d|:~:)/i;

/** Places of the document itself that its links lead to, and that neither a heading nor a mark names. Pure. */
export function deadAnchors(text: string): string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ').replace(/`([^`\n]*)`/g, '$1');
  const headings = [...prose.matchAll(/^ {0,3}#{1,6}[ \t]+(\S.*)$/gm)].map(([, heading = '']) => heading);
  const underlined = [...prose.matchAll(/^(\S.*)\n(?:=+|-+)[ \t]*$/gm)].map(([, heading = '']) => heading);
  const tagged = [...prose.matchAll(/<h[1-6][^>\n]{0,200}>([^<\n]{1,200})/gi)].map(([, heading = '']) => heading);
  const marks = [...prose.matchAll(/\b(?:id|name)=["']([^"'\n]{1,200})["']|\{#([\w:.-]{1,200})\}/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );
  if (headings.length === 0) return [];
  const named = new Set(
    [
      ...headings.map((heading) => heading.replace(/\{#[^{}]*\}|\[([^[\]]*)\]\([^()]*\)/g, '$1')),
      ...underlined,
      ...tagged,
      ...marks,
    ].map(bare),
  );
  return [...prose.matchAll(LINK)].flatMap(([, link = '']) => {
    if (!link.startsWith('#') || link.length === 1 || OF_ITSELF.test(link)) return [];
    const place = bare(decoded(link));
    // The same heading for the second time bears a number.
    return named.has(place) || named.has(place.replace(/\d+$/, '')) ? [] : [link];
  });
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** The name of each file, by its small letters; null where two differ in nothing else. */
function byFolded(paths: readonly string[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const path of paths) found.set(path.toLowerCase(), found.has(path.toLowerCase()) ? null : path);
  return found;
}

export async function linksHold(files: FilesView): Promise<CheckResult[]> {
  const changed = files.changes.filter(({ path, operation }) => operation !== 'delete' && DOCUMENT.test(path));
  if (changed.length === 0) return [];
  const there = new Set(files.there);
  const spelt = byFolded(files.there);
  const faults: string[] = [];
  for (const { path, operation, oldPath } of changed.slice(0, MOST_FILES)) {
    const text = await files.text(path);
    if (text === null) continue;
    const before = operation === 'create' ? '' : ((await files.before(oldPath ?? path)) ?? '');
    const old = new Set(targetsOf(oldPath ?? path, before));
    const dead = deadAnchors(text).filter((anchor) => !before.includes(`](${anchor})`));
    if (dead.length > 0) faults.push(`${path} links to ${dead.slice(0, 5).join(', ')}, and has no such heading`);
    for (const target of targetsOf(path, text)) {
      if (there.has(target) || old.has(target)) continue;
      const meant = spelt.get(target.toLowerCase()) ?? null;
      if (meant !== null) faults.push(`${path} links to ${target}, and there is ${meant}`);
    }
  }
  if (faults.length === 0) return [];
  return [{ name: 'links', passed: false, detail: [...new Set(faults)].slice(0, 6).join('; ') }];
}
