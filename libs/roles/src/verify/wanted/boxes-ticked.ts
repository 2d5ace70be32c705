import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';

/* 'Mark the task "Buy milk" in todo.md as done.': its box is ticked, and no other one. */

const DONE = '\\s+(?:as\\s+)?(?:done|complete|completed|finished|checked|ticked|off)';
const TICKS = new RegExp(
  `^(?:please\\s+)?(?:mark|tick|check|set|cross)\\s+(?:off\\s+)?(?:the\\s+)?(?:(?:task|item|entry|todo|point|box|checkbox)\\s+)?(?:(?:for|of)\\s+)?(${QUOTE})(?:${DONE})?\\s+(?:in|on|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})(?:${DONE})?[.!]?$`,
  'i',
);

export interface Tick {
  readonly task: string;
  readonly path: string;
}

/** Only where it is all that is asked for. Pure. */
export function tickIn(told: string): Tick | null {
  const masked = mask(told);
  const [, quote = '', file = ''] = TICKS.exec(masked.text.trim()) ?? [];
  const [[task], [path]] = [standingFor(quote, masked, 'Q'), standingFor(file, masked, 'F')];
  return task === undefined || path === undefined ? null : { task: task.trim(), path };
}

const BOX = /^[ \t]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}\[([ xX])\][ \t]{1,8}(\S.*)$/;
const boxesIn = (text: string): { readonly isTicked: boolean; readonly says: string }[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [, mark, says = ''] = BOX.exec(line) ?? [];
    return mark === undefined ? [] : [{ isTicked: mark !== ' ', says: says.trim() }];
  });

/** Pure. */
export function wrongTick({ task }: Tick, text: string, before: string): string | null {
  const [were, are] = [boxesIn(before), boxesIn(text)];
  const isTheTask = (says: string): boolean => says.toLowerCase().includes(task.toLowerCase());
  const open = were.filter(({ isTicked, says }) => !isTicked && isTheTask(says));
  if (open.length !== 1) return null;
  const [now] = are.filter(({ says }) => says === open[0]?.says);
  if (now?.isTicked === false) return `"${now.says}" is not ticked`;
  const wasOpen = new Set(were.filter(({ isTicked }) => !isTicked).map(({ says }) => says));
  const other = are.find(({ isTicked, says }) => isTicked && wasOpen.has(says) && !isTheTask(says));
  return other === undefined ? null : `"${other.says}" is ticked, too`;
}

/** `told`: the user's words. */
export async function boxesTicked(files: FilesView, told: string): Promise<CheckResult[]> {
  const tick = tickIn(told);
  const [path, ...more] = tick === null ? [] : files.meant(tick.path);
  if (tick === null || path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const problem = typeof text === 'string' && typeof before === 'string' ? wrongTick(tick, text, before) : null;
  return problem === null ? [] : [{ name: 'boxes_ticked', passed: false, detail: `${path}: ${problem}` }];
}
