import type { FileChange, Verdict } from '#domain';
import type { Stated } from '../stated/fact.js';
import { mask, standingFor } from '../stated/masked-text.js';

/* A judge that denies what is there for everybody to see. Pure. */

/** Of the result. */
export interface Seen {
  readonly changes: readonly FileChange[];
  /** Its files, changed or not. */
  readonly there: ReadonlySet<string>;
}

const PLACE = '(?:\\s+(?:in|from|at)\\s+the\\s+(?:workspace|folder|project|repository|repo|directory|tree|root))?';
const ENDS = '(?=\\s*(?:[.,;!)]|$))';
const DENIES = new RegExp(
  [
    `(⟦F\\d+⟧)\\W{0,3}(?:file\\s+)?(?:does\\s+not\\s+exist|doesn['’]t\\s+exist|is\\s+missing|is\\s+not\\s+(?:there|present|found)|was\\s+(?:not|never)\\s+(?:created|found|written|made)|wasn['’]t\\s+(?:created|found)|could\\s+not\\s+be\\s+found|not\\s+found|is\\s+absent)${PLACE}${ENDS}`,
    `(?:missing\\s+(?:(?:required|expected|the)\\s+)?(?:output\\s+)?(?:file)?|no\\s+(?:such\\s+)?file|file\\s+not\\s+found)\\W{0,4}(⟦F\\d+⟧)${PLACE}${ENDS}`,
    `(?:there\\s+is\\s+no|(?:could\\s+not|couldn['’]t|cannot|can['’]t|did\\s+not|didn['’]t|unable\\s+to)\\s+(?:find|locate|see))\\s+(?:(?:the|a|any)\\s+)?(?:file\\s+)?(?:named\\s+|called\\s+)?\\W?(⟦F\\d+⟧)\\W?(?:\\s+file)?${PLACE}${ENDS}`,
    `(⟦F\\d+⟧)\\W{0,3}(?:file\\s+)?has\\s+not\\s+been\\s+(?:created|written|added|made)${PLACE}${ENDS}`,
  ].join('|'),
  'iu',
);

/** The file whose being there a complaint denies, though everybody can see it; null when it says anything else. */
export function deniedFile(issue: string, { changes, there }: Seen): string | null {
  const masked = mask(issue);
  const found = DENIES.exec(masked.text);
  if (found === null || masked.files.length !== 1) return null;
  const [name] = standingFor(found[0], masked, 'F');
  const isChanged = changes.some(({ operation, path }) => operation !== 'delete' && path === name);
  return name !== undefined && (isChanged || there.has(name)) ? name : null;
}

/**
 * Whether a complaint is only that a file is missing which no word of what was asked speaks of; all of those are
 * understood.
 */
export function missesUnasked(issue: string, asked: readonly Stated[]): boolean {
  const masked = mask(issue);
  const found = DENIES.exec(masked.text);
  if (found === null || masked.files.length !== 1 || !asked.every(({ isWhole }) => isWhole)) return false;
  const [name = ''] = standingFor(found[0], masked, 'F');
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  return !asked.some(({ files }) => files.some((path) => nameOf(path) === nameOf(name)));
}

const HOLDS =
  /(⟦F\d+⟧)\W{0,3}(?:file\s+)?(?:contains?|holds?|has|says|reads|shows)\W{1,4}(?:the\s+(?:text|line|word|value|string)\s+)?(⟦Q\d+⟧)/iu;
const SHORTEST = 3;

/** Whether a complaint is that a changed file holds what no evidence shows of it; all that was asked is understood. */
export function misquotes(
  issue: string,
  asked: readonly Stated[],
  changes: readonly FileChange[],
  isFound: (pieces: readonly string[]) => boolean,
): boolean {
  const masked = mask(issue);
  const found = HOLDS.exec(masked.text);
  if (found === null || masked.files.length !== 1 || !asked.every(({ isWhole }) => isWhole)) return false;
  const [path = ''] = standingFor(found[1] ?? '', masked, 'F');
  const [quote = ''] = standingFor(found[2] ?? '', masked, 'Q');
  const text = quote.replace(/\s+/g, ' ').trim().toLowerCase();
  const isChanged = changes.some((change) => change.operation !== 'delete' && change.path === path);
  return isChanged && text.length >= SHORTEST && !isFound([text]);
}

const COMMON = /^(?:does|doesn|should|with|that|this|from|have|must|into|were|been|only|also|than|file|files)$/;

/** Whether a complaint has no word of what was asked and done; all that was asked is understood. */
export function speaksOfOther(
  issue: string,
  asked: readonly Stated[],
  text: string,
  changes: readonly FileChange[],
): boolean {
  // Who answers in another language may mean just what was asked.
  if (!asked.every(({ isWhole }) => isWhole) || /[^\s\u0020-\u007e]/.test(issue + text)) return false;
  const known = [text, ...changes.map(({ path }) => path)].join('\n').toLowerCase();
  const words = (issue.toLowerCase().match(/[a-z\d]{4,}/g) ?? []).filter((word) => !COMMON.test(word));
  const named = (issue.toLowerCase().match(/(?<![\w-])[\w-]{1,120}\.[a-z]\w*/g) ?? []).some((name) =>
    known.includes(name),
  );
  return words.length >= 3 && !named && !words.some((word) => known.includes(word.slice(0, 5)));
}

/** The files a rejection denies, when it complains of nothing else. */
export function denials({ issues }: Verdict, seen: Seen): string[] {
  const denied = issues.map((issue) => deniedFile(issue, seen));
  return denied.some((path) => path === null) ? [] : denied.filter((path) => path !== null);
}
