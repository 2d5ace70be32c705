import picomatch from 'picomatch';
import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';
import { ALL } from '../reach/words-for-all.js';
import { SOME } from './every-of-a-folder.js';

/* A calendar of all dates that stand in other files behind one word: "Meeting: 2026-02-03". */

const GLOB = /(?<![\w*/])(?:[\w.-]{1,60}\/){0,8}[\w.-]{0,60}\*\.(?:md|markdown|txt|csv|html?)(?!\w)/g;
const LABELLED = /^[\s>*-]{0,8}(\p{L}[\p{L} ]{1,30})\**:\**[ \t]{0,4}(\d{4})-(\d{2})-(\d{2})(?!\d)/gmu;
const MOST_FILES = 200;

export async function datesTakenOver(files: FilesView, told: string): Promise<CheckResult[]> {
  const { text: said, files: named } = mask(told);
  const [target, ...others] = [...new Set(named)].filter((path) => /\.ics$/i.test(path));
  const order = target === undefined ? '' : said.slice(0, said.indexOf(`⟦F${named.indexOf(target)}⟧`));
  const globs = [...order.matchAll(GLOB)].map(([glob]) => picomatch(glob, { dot: true }));
  const [path] = target === undefined ? [] : files.meant(target);
  if (path === undefined || others.length > 0 || globs.length === 0 || !ALL.test(order) || SOME.test(order)) return [];
  const calendar = ((await files.text(path)) ?? '').replaceAll('-', '');
  const dates = new Map<string, { date: string; home: string }[]>();
  for (const source of files.there.filter((one) => globs.some((fits) => fits(one))).slice(0, MOST_FILES))
    for (const [, label = '', year, month, day] of ((await files.text(source)) ?? '').matchAll(LABELLED)) {
      const word = label.trim().toLowerCase();
      dates.set(word, [...(dates.get(word) ?? []), { date: `${year}${month}${day}`, home: source }]);
    }
  const missing = [...dates.values()].flatMap((some) =>
    some.some(({ date }) => calendar.includes(date)) ? some.filter(({ date }) => !calendar.includes(date)) : [],
  );
  if (missing.length === 0) return [];
  const detail = `${path} lacks dates of other files: ${listed(missing.map(({ date, home }) => `${date} of ${home}`))}`;
  return [{ name: 'dates_taken_over', passed: false, detail }];
}
