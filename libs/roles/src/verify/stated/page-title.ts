import type { Problem } from './problem.js';
import { show } from './problem.js';

/* The title of a page: what its head calls it, or its only heading where the head has none. Pure, linear. */

export const isPage = (path: string): boolean => /\.html?$/i.test(path);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const plain = (html: string): string =>
  html
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/&(?:#39|(\w{2,4}));/g, (whole: string, name?: string) =>
      name === undefined ? "'" : (ENTITIES[name] ?? whole),
    )
    .replace(/\s+/g, ' ')
    .trim();

/** Undefined where the page has no title, or one that a program fills in. */
export function titleProblem(path: string, text: string, wanted: string): Problem {
  const start = text.search(/<title(?:\s[^<>]{0,200})?>/i);
  const end = start < 0 ? -1 : text.toLowerCase().indexOf('</title', start);
  if (end < 0) return undefined;
  const title = text.slice(text.indexOf('>', start) + 1, end);
  if (/\{\{|\{%|<%|\$\{/.test(title)) return undefined;
  return plain(title).includes(plain(wanted))
    ? null
    : `the title of ${path} is ${show(plain(title))}, and is to be ${show(plain(wanted))}`;
}
