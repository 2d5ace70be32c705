import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { mask } from '../stated/masked-text.js';
import { AS_IT_IS, DO_NOT_CHANGE, LEAVE } from './stays-words.js';

/* "In every .ts file …; leave other files as they are": no file of another kind has changed. */

const OTHERS = new RegExp(
  `${LEAVE}\\s+(?:(?:all|any|the)\\s+)?other\\s+files\\s+${AS_IT_IS}|${DO_NOT_CHANGE}\\s+(?:(?:any|the)\\s+)?other\\s+files\\b(?=\\s*(?:[.,;!]|$))`,
  'i',
);
const ENDING = /(?<![\w.])\*?\.([a-z]\w{0,9})(?=\s+files?\b)/gi;
/** By these files of another kind may have to follow. */
const FOLLOWS = /\b(?:renam|mov|convert|turn|updat|import|referenc|except|unless)\w*/i;

/** Endings of the files that are meant, where others are to stay; null where nobody can say. Pure, linear. */
export function endingsMeant(told: string): ReadonlySet<string> | null {
  const { text } = mask(told);
  if (!OTHERS.test(text) || FOLLOWS.test(text)) return null;
  const endings = new Set([...text.matchAll(ENDING)].map(([, ending = '']) => ending.toLowerCase()));
  return endings.size === 0 ? null : endings;
}

/** `told`: the user's words. */
export function otherFilesStay(changes: readonly FileChange[], told: string): CheckResult[] {
  const endings = endingsMeant(told);
  if (endings === null) return [];
  const isMeant = (path: string): boolean =>
    endings.has((/\.(\w+)$/.exec(path)?.[1] ?? '').toLowerCase()) || told.includes(nameOf(path));
  const touched = changes.flatMap(({ path, operation }) => (operation === 'create' || isMeant(path) ? [] : [path]));
  if (touched.length === 0) return [];
  return [
    {
      name: 'left_alone',
      passed: false,
      detail: `changed, and other files were to stay as they are: ${listed(touched)}`,
    },
  ];
}
