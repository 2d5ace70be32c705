import { toLf, withEol, type FileText } from './text-file.js';

/* What a file that is written anew as a whole keeps of the old one. Pure. */

/** In the line endings and with the last line break of the file it replaces, unless they are all that changes. */
export function inFormOf(text: string, before: FileText | null): { readonly text: string; readonly notes: string[] } {
  if (before?.kind !== 'text' || text === '' || sameButForBreaks(text, before.text)) return { text, notes: [] };
  const notes: string[] = [];
  let kept = text;
  if (before.eol === '\r\n' && !text.includes('\r\n')) kept = withEol(text, '\r\n');
  else if (!before.text.includes('\r') && before.text.includes('\n') && isAllCrlf(text)) {
    kept = toLf(text);
    notes.push('the line endings stay LF, as they were');
  }
  if (before.text.endsWith('\n') && !kept.endsWith('\n')) {
    kept += before.eol;
    notes.push('the line break at the end was kept');
  }
  return { text: kept, notes };
}

const sameButForBreaks = (a: string, b: string): boolean => toLf(a).trimEnd() === toLf(b).trimEnd();

const isAllCrlf = (text: string): boolean => text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text);

/** Lines in a row that make a loss; fewer are deleted on purpose as often as not. */
const STRETCH = 20;

/**
 * The longest stretch of old lines that the new text lacks, behind a line that it kept, where hardly a new line came
 * in; null when there is none.
 */
export function lostStretch(old: string, text: string): { readonly from: number; readonly to: number } | null {
  const [before, after] = [toLf(old).split('\n'), toLf(text).split('\n')];
  if (before.length - after.length < STRETCH) return null;
  const there = new Set(after);
  const known = new Set(before);
  const fresh = after.filter((line) => !known.has(line)).length;
  if (fresh * 5 > before.length - after.length) return null;
  let longest = { from: 0, to: -1 };
  for (let at = 0, start = 0; at <= before.length; at++) {
    const line = before[at];
    if (line !== undefined && !there.has(line)) continue;
    // Blank lines and brackets are everywhere.
    if (line !== undefined && /^\W{0,4}$/.test(line) && at > start) continue;
    if (start > 0 && at - start > longest.to - longest.from + 1) longest = { from: start, to: at - 1 };
    start = at + 1;
  }
  const length = longest.to - longest.from + 1;
  return length < STRETCH ? null : { from: longest.from + 1, to: longest.to + 1 };
}
