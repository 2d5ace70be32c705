import { WITHOUT_SPACES } from '../has-word.js';
import type { FactOf } from './fact.js';
import type { Problem } from './problem.js';

/* Whether a text has as many lines, rows, items or words as it was to have. Pure. */

export function items(fact: FactOf<'items'>, path: string, text: string): Problem {
  const { least, most, of, header } = fact;
  const fits = (n: number): boolean => n >= least && n <= most;
  const wanted = most === least ? String(least) : least === 0 ? `at most ${most}` : `at least ${least}`;
  if (/\.json$/i.test(path)) {
    const lengths = lengthsIn(text);
    if (lengths === null || lengths.length === 0) return undefined;
    return lengths.some(fits) ? null : `${path} is a list of ${lengths.join(', ')}, not ${wanted}`;
  }
  if (/\.(?:md|markdown)$/i.test(path) && of === 'items') {
    const countIn = (of: string, mark: RegExp): number => of.match(mark)?.length ?? 0;
    // Other lists may stand under other headings, or be of the other kind.
    const counts = [text, ...text.split(/^#{1,6}[ \t].*$/m)].flatMap((part) => {
      const [numbered, bulleted] = [
        countIn(part, /^ {0,2}\d{1,4}[.)][ \t]+\S/gm),
        countIn(part, /^ {0,2}[-*+][ \t]+\S/gm),
      ];
      return [numbered + bulleted, numbered, bulleted];
    });
    const [n = 0] = counts;
    return n === 0 ? undefined : counts.some(fits) ? null : `${path} lists ${n} items, not ${wanted}`;
  }
  if (of === 'words') {
    if (WITHOUT_SPACES.test(text)) return undefined;
    const n = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
    // Everybody counts words otherwise.
    return n >= least * 0.85 && n <= most * 1.15 ? null : `${path} has ${n} words, not ${wanted}`;
  }
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const full = lines.filter((line) => line.trim() !== '').length;
  // A table may begin with a line of names; a text may have blank lines.
  const counts = header ? [full - 1] : /\.(?:csv|tsv)$/i.test(path) ? [full, full - 1] : [full, lines.length];
  if (counts.some(fits)) return null;
  return header
    ? `${path} has ${full - 1} ${of} below its header, not ${wanted}`
    : `${path} has ${full} lines, not ${wanted}${of === 'lines' ? '' : ` ${of}`}`;
}

/** Lengths of the lists of a JSON file, of the object at its top, and of those that hold records by their names. */
function lengthsIn(text: string): number[] | null {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return null;
  }
  const lengths: number[] = [];
  const open: unknown[] = [root];
  if (typeof root === 'object' && root !== null && !Array.isArray(root)) lengths.push(Object.keys(root).length);
  for (let next = open.pop(); next !== undefined && lengths.length < 1000; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next) || (next !== root && holdsRecords(next))) lengths.push(Object.keys(next).length);
    open.push(...(Object.values(next) as unknown[]));
  }
  return lengths;
}

const holdsRecords = (value: object): boolean =>
  Object.values(value).every((inner) => typeof inner === 'object' && inner !== null);
