import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Delete all .log files except keep.log.": none but that one is left beside it. */

const KIND = '(?:\\*?\\.(?<dotted>\\w{1,12})|(?<word>log|txt|tmp|bak|csv|json|pdf|png|jpg))';
const SOME = `(?:the\\s+)?(?:files?\\s+)?${FILE}(?:\\s*(?:,|,?\\s+and)\\s+(?:the\\s+)?(?:files?\\s+)?${FILE}){0,20}`;
const WITHIN =
  '(?:\\s+(?:in|from)\\s+(?:the\\s+)?(?:folder\\s+|directory\\s+)?`?(?<folder>[\\w.-]{1,80}(?:/[\\w.-]{1,80}){0,8})/?`?(?:\\s+(?:folder|directory))?)?';
const TAKES = new RegExp(
  `^(?:please\\s+)?(?:delete|remove|erase)\\s+(?:all|every|each|any)\\s+(?:of\\s+)?(?:the\\s+)?${KIND}[\\s-]+files?${WITHIN}\\s*,?\\s+(?:except|but|apart\\s+from|other\\s+than|save)\\s+(?:for\\s+)?(?<kept>${SOME})[.!]?$`,
  'i',
);

export interface AllBut {
  readonly ending: string;
  /** '' = where the workspace begins. */
  readonly folder: string;
  readonly kept: readonly string[];
}

/** Only where it is all that is asked for. Pure. */
export function allButIn(told: string): AllBut | null {
  const masked = mask(told);
  const groups = TAKES.exec(masked.text.trim())?.groups;
  if (groups === undefined) return null;
  const folder = groups['folder'] ?? '';
  const isNowhere = /^(?:the|this|here|workspace|project|repo|repository|root)$/i.test(folder);
  return {
    ending: `.${(groups['dotted'] ?? groups['word'] ?? '').toLowerCase()}`,
    folder: isNowhere ? '' : folder.replace(/^\.\//, ''),
    kept: standingFor(groups['kept'] ?? '', masked, 'F'),
  };
}

/** Files that were there and are still, right in the folder; what lies deeper may or may not be meant. Pure. */
export function stillThere(
  { ending, folder, kept }: AllBut,
  there: readonly string[],
  made: ReadonlySet<string>,
): string[] {
  const start = folder === '' ? '' : `${folder}/`;
  const names = new Set(kept.map((one) => nameOf(one)));
  return there.filter(
    (path) =>
      path.startsWith(start) &&
      !path.slice(start.length).includes('/') &&
      path.toLowerCase().endsWith(ending) &&
      !names.has(nameOf(path)) &&
      !made.has(path),
  );
}

/** `told`: the user's words; `changes`: all of the task's. */
export function allButSome(
  files: Pick<FilesView, 'there'>,
  told: string,
  changes: readonly FileChange[],
): CheckResult[] {
  const order = allButIn(told);
  if (order === null) return [];
  const made = new Set(changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const left = stillThere(order, files.there, made);
  return left.length === 0
    ? []
    : [{ name: 'all_but_some', passed: false, detail: `still there, and to be deleted: ${listed(left)}` }];
}
