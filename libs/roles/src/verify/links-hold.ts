import { posix } from 'node:path';
import type { CheckResult } from '#domain';
import type { FilesView } from './stated/files-view.js';

/* Links of documents to files of the project that are there under another name: spelt otherwise, or in another folder. */

const MOST_FILES = 100;
const DOCUMENT = /\.(?:md|markdown|mdx)$/i;
const LINK = /(?<!!)\[[^\]\n]{1,300}\]\(([^()\s]{1,300})\)/g;
/** Another host, another place of this document, or a root that only a server knows. */
const ELSEWHERE = /^(?:[a-z][\w+.-]*:|#|\/|\{|<)/i;

/** What a document's new links point at, as paths of the tree. Pure. */
export function targetsOf(path: string, text: string): string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ').replace(/`[^`\n]*`/g, ' ');
  return [...prose.matchAll(LINK)].flatMap(([, link = '']) => {
    const target = link.split(/[?#]/, 1)[0] ?? '';
    if (ELSEWHERE.test(link) || !/\.\w{1,8}$/.test(target)) return [];
    const place = posix.normalize(posix.join(posix.dirname(path), decoded(target)));
    return place.startsWith('..') ? [] : [place];
  });
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

export async function linksHold(files: FilesView): Promise<CheckResult[]> {
  const changed = files.changes.filter(({ path, operation }) => operation !== 'delete' && DOCUMENT.test(path));
  const there = new Set(files.there);
  const faults: string[] = [];
  for (const { path, operation, oldPath } of changed.slice(0, MOST_FILES)) {
    const text = await files.text(path);
    if (text === null) continue;
    const before = operation === 'create' ? '' : ((await files.before(oldPath ?? path)) ?? '');
    const old = new Set(targetsOf(oldPath ?? path, before));
    for (const target of targetsOf(path, text)) {
      if (there.has(target) || old.has(target)) continue;
      const [meant, ...others] = files.there.filter((one) => one.toLowerCase() === target.toLowerCase());
      if (meant !== undefined && others.length === 0) faults.push(`${path} links to ${target}, and there is ${meant}`);
    }
  }
  if (faults.length === 0) return [];
  return [{ name: 'links', passed: false, detail: [...new Set(faults)].slice(0, 6).join('; ') }];
}
