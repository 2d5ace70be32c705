import type { CheckResult, FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Split a.txt into two files of equal length", "… into files of 100 lines each": as many lines in each as was said. */

const SPLITS = `^(?:please\\s+)?(?:split|divide|break)\\s+(?:up\\s+)?(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:up\\s+)?into\\s+`;
const NAMES = `(?:\\s*[,:(]?\\s*(?:named\\s+|called\\s+)?${FILE}(?:\\s*(?:,|,?\\s+and)\\s+${FILE}){0,20}\\)?)?[.!]?$`;
const BY_LINES = new RegExp(
  `${SPLITS}(?:several\\s+|smaller\\s+|separate\\s+)?(?:files|parts|chunks|pieces)\\s+(?:of|with)\\s+(?:exactly\\s+)?(\\d{1,6})\\s+lines(?:\\s+each)?${NAMES}`,
  'i',
);
const EQUAL = new RegExp(
  `${SPLITS}(?:two|three|four|five|six|\\d{1,3})\\s+(?:equal(?:ly)?(?:[\\s-]+(?:long|sized?|large|big))?\\s+(?:files|parts|halves|pieces)|(?:files|parts|pieces)\\s+of\\s+(?:equal|the\\s+same)\\s+(?:length|size|number\\s+of\\s+lines))${NAMES}`,
  'i',
);

export interface Split {
  readonly path: string;
  /** Null: as many in each. */
  readonly lines: number | null;
}

/** Only where it is all that is asked for. Pure. */
export function splitIn(told: string): Split | null {
  const masked = mask(told);
  const text = masked.text.trim();
  const [byLines, equal] = [BY_LINES.exec(text), EQUAL.exec(text)];
  const [path] = standingFor(byLines?.[1] ?? equal?.[1] ?? '', masked, 'F');
  if (path === undefined) return null;
  return { path, lines: byLines === null ? null : Number(byLines[2]) };
}

const MOST = 200_000;
/** Without empty ones at the end. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** `parts`: what the files hold, by path. Only where they hold the whole and nothing else is anything said. Pure. */
export function unequalParts({ lines }: Split, before: string, parts: ReadonlyMap<string, string>): string | null {
  const whole = linesOf(before);
  if (whole.length > MOST || parts.size < 2) return null;
  const [head = ''] = whole;
  const each = [...parts].map(([path, text]) => ({ path, held: linesOf(text) }));
  // A table's head may stand in each.
  const isRepeated = each.every(({ held }) => held[0] === head);
  const own = each.map(({ path, held }) => ({ path, held: isRepeated ? held.slice(1) : held }));
  const all = isRepeated ? whole.slice(1) : whole;
  const sorted = (some: readonly string[]): string =>
    [...some]
      .filter((line) => line.trim() !== '')
      .sort()
      .join('\n');
  if (sorted(own.flatMap(({ held }) => held)) !== sorted(all)) return null;
  const counts = own.map(({ held }) => held.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const told = own
    .map(({ path, held }) => `${path} has ${held.length}`)
    .join(', ')
    .slice(0, 300);
  if (lines === null) {
    const sizes = own.map(({ held }) => held.join('\n').length);
    const isFarOff = Math.max(...sizes) > 1.25 * Math.min(...sizes);
    return most - least > 1 && most > 1.25 * least && isFarOff
      ? `the parts are to be of equal length, and ${told} lines`
      : null;
  }
  // One that is counted with the head has one less.
  const isFull = (count: number): boolean => count === lines || (isRepeated && count === lines - 1);
  const others = counts.filter((count) => !isFull(count));
  const isWrong = others.length > 1 || others.some((count) => count > lines);
  return isWrong ? `the parts are to have ${lines} lines each, and ${told}` : null;
}

/** `told`: the user's words; `changes`: all of the task's. */
export async function equalParts(
  files: FilesView,
  told: string,
  changes: readonly FileChange[],
): Promise<CheckResult[]> {
  const split = splitIn(told);
  const was = split === null ? null : files.was(split.path);
  if (split === null || was === null) return [];
  const before = files.isChanged(was) ? await files.before(was) : await files.text(was);
  const parts = new Map<string, string>();
  for (const { operation, path } of changes) {
    const text = operation === 'create' && path !== was ? await files.text(path) : null;
    if (text !== null) parts.set(path, text);
  }
  const problem = typeof before === 'string' ? unequalParts(split, before, parts) : null;
  return problem === null ? [] : [{ name: 'equal_parts', passed: false, detail: `${was}: ${problem}` }];
}
