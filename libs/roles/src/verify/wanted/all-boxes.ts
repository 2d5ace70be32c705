import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/*
 * "Mark all tasks in todo.md as done.", "Remove all completed tasks from todo.md.": no box of the kind is left, none of
 * the other goes.
 */

const THINGS = '(?:tasks?|items?|entries|todos?|to-dos?|points|boxes|checkboxes)';
const IN = `\\s+(?:in|on|of|from)\\s+(?:the\\s+)?(?:file\\s+|list\\s+)?(${FILE})`;
const TICKS = new RegExp(
  `^(?:please\\s+)?(?:mark|tick|check|set|cross)\\s+(?:off\\s+)?(?:all|every|each)\\s+(?:of\\s+)?(?:the\\s+)?(?:(?:open|remaining|unchecked|unfinished)\\s+)?${THINGS}(?:\\s+as\\s+(?:done|complete|completed|finished))?${IN}(?:\\s+(?:as\\s+)?(?:done|complete|completed|finished|checked|off))?[.!]?$`,
  'i',
);
const TAKES = new RegExp(
  `^(?:please\\s+)?(?:remove|delete|drop)\\s+(?:all|every|each|any)?\\s*(?:of\\s+)?(?:the\\s+)?(?:(?<done>done|completed|complete|finished|checked|ticked)|open|unfinished|unchecked|incomplete)\\s+${THINGS}${IN}[.!]?$`,
  'i',
);

export interface BoxOrder {
  readonly path: string;
  readonly kind: 'tick' | 'take_done' | 'take_open';
}

/** Only where it is all that is asked for. Pure. */
export function boxOrderIn(told: string): BoxOrder | null {
  const masked = mask(told);
  const text = masked.text.trim();
  const [ticks, takes] = [TICKS.exec(text), TAKES.exec(text)];
  const [path] = standingFor((ticks?.[1] ?? takes?.[2]) || '', masked, 'F');
  if (path === undefined) return null;
  if (ticks !== null) return { path, kind: 'tick' };
  return { path, kind: takes?.groups?.['done'] === undefined ? 'take_open' : 'take_done' };
}

const BOX = /^([ \t]{0,40})(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}\[([ xX])\][ \t]{1,8}(\S.*)$/;
interface Box {
  readonly indent: number;
  readonly isDone: boolean;
  readonly says: string;
}
const boxesIn = (text: string): Box[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [, indent = '', mark, says = ''] = BOX.exec(line) ?? [];
    return mark === undefined ? [] : [{ indent: indent.length, isDone: mark !== ' ', says: says.trim() }];
  });

/** Pure. */
export function wrongBox({ kind }: BoxOrder, text: string, before: string): string | null {
  const [were, are] = [boxesIn(before), boxesIn(text)];
  if (were.length === 0) return null;
  if (kind === 'tick') {
    const wasOpen = new Set(were.filter(({ isDone }) => !isDone).map(({ says }) => says));
    const left = are.find(({ isDone, says }) => !isDone && wasOpen.has(says));
    return left === undefined ? null : `"${left.says}" is not ticked`;
  }
  const goes = (box: Box): boolean => box.isDone === (kind === 'take_done');
  // What hangs on another box may go with it.
  if (were.some(({ indent }) => indent > (were[0]?.indent ?? 0))) return null;
  const going = new Set(were.filter(goes).map(({ says }) => says));
  const staying = were.filter((box) => !goes(box) && !going.has(box.says));
  const left = are.find((box) => goes(box) && going.has(box.says));
  if (left !== undefined) return `"${left.says}" is still there`;
  const said = text.toLowerCase();
  const lost = staying.find(({ says }) => !said.includes(says.toLowerCase()));
  return lost === undefined ? null : `"${lost.says}" is gone, too`;
}

/** `told`: the user's words. */
export async function allBoxes(files: FilesView, told: string): Promise<CheckResult[]> {
  const order = boxOrderIn(told);
  const [path, ...more] = order === null ? [] : files.meant(order.path);
  if (order === null || path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const problem = typeof text === 'string' && typeof before === 'string' ? wrongBox(order, text, before) : null;
  return problem === null ? [] : [{ name: 'all_boxes', passed: false, detail: `${path}: ${problem}` }];
}
