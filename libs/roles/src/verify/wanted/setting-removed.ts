import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';

/* "Remove the setting debug from app.cfg": others whose names hold its own stay. */

const NAME = `(${QUOTE}|[\\w.-]{1,60})`;
const KIND = '(?:setting|option|key|property|parameter|variable|flag|entry)';
const REMOVES = new RegExp(
  `^(?:please\\s+)?(?:remove|delete|drop)\\s+(?:the\\s+)?(?:${KIND}\\s+${NAME}|${NAME}\\s+${KIND})\\s+(?:from|in)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s*[.!]?$`,
  'i',
);
const NO_NAME = /^(?:the|an?|this|that|its?|all|every|each|any|unused|old|first|last)$/i;
const OF_SETTINGS = /\.(?:ini|cfg|conf|properties|env)$|(?:^|\/)\.env[\w.]*$/i;

export interface Removed {
  readonly key: string;
  readonly path: string;
}

/** Only where it is all that is asked for. Pure. */
export function settingRemoved(told: string): Removed | null {
  const masked = mask(told);
  const [, behind, before, file = ''] = REMOVES.exec(masked.text.trim()) ?? [];
  const token = behind ?? before ?? '';
  const key = standingFor(token, masked, 'Q')[0] ?? token;
  const [path] = standingFor(file, masked, 'F');
  return path === undefined || key === '' || NO_NAME.test(key) ? null : { key, path };
}

const MOST_KEYS = 5000;
const keysIn = (text: string): string[] =>
  [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[:=]/gm)].slice(0, MOST_KEYS).map(([, key = '']) => key);

/** Settings that are gone with it; none where one has come, under whose name another may go on. Pure. */
export function wentAlong({ key }: Removed, text: string, before: string): string[] {
  const [were, are] = [keysIn(before), new Set(keysIn(text))];
  const had = new Set(were);
  if (!had.has(key) || [...are].some((one) => !had.has(one))) return [];
  return [...had].filter((one) => !are.has(one) && one !== key && !one.startsWith(`${key}.`));
}

/** `told`: the user's words. */
export async function onlyTheSettingGone(files: FilesView, told: string): Promise<CheckResult[]> {
  const removed = settingRemoved(told);
  const [path, ...more] = removed === null ? [] : files.meant(removed.path);
  if (removed === null || path === undefined || more.length > 0 || !OF_SETTINGS.test(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  if (typeof text !== 'string' || typeof before !== 'string') return [];
  const lost = wentAlong(removed, text, before);
  if (lost.length === 0) return [];
  const detail = `${path}: ${listed(lost)} went along with ${removed.key}`;
  return [{ name: 'setting_removed', passed: false, detail }];
}
