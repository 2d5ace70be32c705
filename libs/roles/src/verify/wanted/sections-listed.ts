import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { IS_NO_PART } from './split-up.js';
import { mask, sentencesOf, standingFor } from '../stated/masked-text.js';

/* "Write toc.md that lists all sections of plan.md": a list of the headings of another document has all of them. */

const LISTS =
  /⟦F(\d+)⟧\s+(?:that\s+lists?|which\s+lists?|listing|with|as\s+a\s+list\s+of)\s+(?:all|every|each)(?:\s+of)?(?:\s+the)?\s+(?:sections?|headings?|chapters?)(?:\s+titles?)?\s+(?:of|in|from)\s+⟦F(\d+)⟧(?=\s*(?:[.,;!]|$))/i;
const DOCUMENT = /\.(?:md|markdown)$/i;
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Signs that close a heading, and blanks. */
export const CLOSING = /(?<![ \t#])[ \t#]+$/;

/** The headings below a title, where there is one. Pure. */
export function sectionsOf(text: string): string[] {
  const plain = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ');
  const all = [...plain.matchAll(/^ {0,3}(#{1,6})[ \t]+(\S.*)$/gm)];
  const top = Math.min(...all.map(([, signs = '']) => signs.length));
  const tops = all.filter(([, signs = '']) => signs.length === top);
  const below = tops.length === 1 && all.length > 1 ? all.filter(([, signs = '']) => signs.length === top + 1) : tops;
  return below.map(([, , heading = '']) => heading.replace(CLOSING, '')).filter((heading) => !IS_NO_PART.test(heading));
}

export async function sectionsListed(files: FilesView, told: string): Promise<CheckResult[]> {
  const masked = mask(told);
  const faults: string[] = [];
  for (const sentence of sentencesOf(masked)) {
    const match = LISTS.exec(sentence);
    const [to, from] = match === null ? [] : standingFor(match[0], masked, 'F');
    const [list, source] = [to, from].map((name) => (name === undefined ? undefined : files.meant(name)[0]));
    if (list === undefined || source === undefined || !DOCUMENT.test(source)) continue;
    const held = bare((await files.text(list)) ?? '');
    const missing = sectionsOf((await files.text(source)) ?? '').filter((heading) => !held.includes(bare(heading)));
    if (missing.length > 0) faults.push(`${list} lacks the sections ${listed(missing)} of ${source}`);
  }
  return faults.length === 0 ? [] : [{ name: 'sections_listed', passed: false, detail: faults.join('; ') }];
}
