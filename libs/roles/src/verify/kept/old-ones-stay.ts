import { dirname, extname } from 'node:path';
import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';
import { isSpoilt } from './inputs-kept.js';
import { DO_NOT_CHANGE } from './stays-words.js';

/* "Put it into a new migration, do not touch the old ones": what was there beside the new one keeps what it holds. */

const NEW = /\b(?:an?|the)\s+(?:new|separate|further)\s+([a-z][a-z-]{2,30})\b/gi;
const OLD = new RegExp(
  `${DO_NOT_CHANGE}\\s+(?:any\\s+of\\s+)?(?:the\\s+|any\\s+)?(?:old|older|existing|previous|earlier|other)\\s+(?:ones|files|([a-z][a-z-]{2,30})s)\\b`,
  'i',
);

/** What is made anew beside older ones that stay; null where that is not said. Pure. */
export function oldOnesOf(told: string): string | null {
  const prose = proseOf(told);
  const old = OLD.exec(prose);
  if (old === null) return null;
  const made = [...prose.slice(0, old.index).matchAll(NEW)].map(([, noun = '']) => noun.toLowerCase());
  const [noun, ...others] = new Set(made);
  const called = old[1]?.toLowerCase();
  return noun === undefined || others.length > 0 || (called !== undefined && called !== noun) ? null : noun;
}

/** `told`: the user's words. */
export async function oldOnesStay(files: FilesView, told: string): Promise<CheckResult[]> {
  const noun = oldOnesOf(told);
  if (noun === null) return [];
  const isTheirs = (path: string): boolean =>
    [noun, `${noun}s`].some((one) => hasWord(dirname(path).toLowerCase(), one));
  const kindOf = (path: string): string => `${dirname(path)}/*${extname(path)}`;
  const kinds = new Set(
    files.changes
      .filter(({ path, operation }) => operation === 'create' && isTheirs(path))
      .map(({ path }) => kindOf(path)),
  );
  const faults: string[] = [];
  for (const { path, operation } of files.changes) {
    if (operation !== 'modify' || !kinds.has(kindOf(path))) continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before === 'string' && now !== null && isSpoilt(path, before, now)) faults.push(path);
  }
  if (faults.length === 0) return [];
  return [
    {
      name: 'old_ones',
      passed: false,
      detail: `changed, and was to stay as it is beside the new ${noun}: ${listed(faults)}`,
    },
  ];
}
