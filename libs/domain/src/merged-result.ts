/** What programs leave behind while they run; no build, check or test reads it. */
const DROPPINGS = /(?:\.(?:log|tmp|temp|bak|orig|rej|pid|swp|swo)|~|^nohup\.out|^\.DS_Store|^Thumbs\.db)$/i;
/** Below these even a log may be what a test reads. */
const INPUTS = /^(?:tests?|specs?|__tests__|fixtures?|testdata|data|examples?|samples?)$/i;

/**
 * Of the paths that others changed since a result was verified, those that could make its verification untrue when the
 * two are merged. `own` are the paths the result itself changes. In doubt a path matters.
 */
export function pathsThatMatter(own: readonly string[], others: readonly string[]): string[] {
  const mine = new Set(own);
  return others.filter((path) => {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    return mine.has(path) || !DROPPINGS.test(name) || parts.some((folder) => INPUTS.test(folder));
  });
}

/** Merges of one result that are verified one after the other before a person is asked. */
const MAX_REVERIFICATIONS = 4;
/** Merges of one result that were verified in vain before its landing goes before all others of the workspace. */
const FIRST_IN_LINE_AFTER = 2;

/**
 * A verified result was merged with changes that could matter. `reverified` merges of it have passed so far, and each
 * time the files had changed again by then.
 */
export const afterMerge = (reverified: number): 'verify' | 'ask' =>
  reverified < MAX_REVERIFICATIONS ? 'verify' : 'ask';

/** Whether the other results of the workspace wait until this one has landed. */
export const goesFirst = (reverified: number): boolean => reverified >= FIRST_IN_LINE_AFTER;
