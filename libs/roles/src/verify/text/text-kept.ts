import { isCode, isTable } from '../file-kinds.js';
import { takesInASentence } from '../reach/orders-in-tongues.js';

/* Text that was there and is gone, where only something was to be added. Pure, linear. */

/** Orders that take nothing away. What is implemented or extended may take the place of a stub. */
const ADDS = /^(?:please\s+|then\s+|now\s+|also\s+)?(?:add|append|insert|include|ignore)\b/i;
/** Words by which something may go, or be written anew. */
const TAKES =
  /\b(?:remov|delet|renam|replac|refactor|rewrit|restructur|mov|split|merg|inlin|extract|simplif|clean|drop|convert|port|migrat|instead|in place of|redesign|overhaul|rework|reimplement|consolidat|duplicat|unif|chang|updat|upgrad|reduc|unus|obsolete|deprecat|format|reset|regenerat|proper|real|actual|complete|missing content|placeholder|fill|us(?:e|es|ing)\b|switch|turn|make|only|not\b|no longer|wip|stub|todo|from scratch|new version|translat(?!or)|sort)\w{0,8}/i;
/** Lines and words of these say nothing that could be lost. */
const STANDS_IN =
  /\b(?:TODO|FIXME|TBD|NotImplemented\w*|coming soon|lorem ipsum|placeholder|your \w+ here|getting started with create)\b/i;
const MADE_BY_TOOLS = /\.(?:min\.\w+|map|snap|svg|log|lock|ipynb)$|(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/i;
/** What code offers, at the beginning of a line. */
const OFFERS =
  /^(?:export\s+)?(?:default\s+)?(?:pub\s+|public\s+)?(?:async\s+)?(?:function\*?|class|const|let|var|def|fn|func|type|interface|struct|enum|trait)\s+(\w+)/gm;
/** Every line of these stands for itself. */
export const LISTS =
  /(?:^|\/)(?:requirements[\w.-]*\.txt|\.(?:git|docker|npm|eslint|prettier)ignore|\.env(?:\.[\w-]+)?|CODEOWNERS|AUTHORS)$/i;
const LEAST_LINES = 3;
const MOST_LINES_LOST = 0.5;
const MOST_WORDS_LOST = 0.35;

/** Whether words say that something may go, or be written anew. */
export const mayTake = (prose: string): boolean => TAKES.test(prose);
export const saysNothing = (line: string): boolean => STANDS_IN.test(line.slice(0, 400));

/** Whether the first order adds something, and no other word can mean that something goes. */
export function onlyAdds(asked: string): boolean {
  const first = asked.split(/(?<=[.!?;:])\s+|\n+/).find((order) => /\p{L}/u.test(order)) ?? '';
  return ADDS.test(first.trim()) && !TAKES.test(asked);
}

/**
 * How most of a file is gone though the orders only add; null where it is not. `asked`: prose of all that was asked.
 */
export function addedOver(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || MADE_BY_TOOLS.test(path) || !onlyAdds(asked)) return null;
  const record = isTable(path) ? lostRecord(text, before) : null;
  if (record !== null) return `the row "${record.slice(0, 60)}" is gone, though something was only to be added`;
  const entry = LISTS.test(path) ? lostEntry(text, before) : null;
  if (entry !== null) return `the line "${entry.slice(0, 60)}" is gone, though something was only to be added`;
  const were = linesOf(before);
  const are = new Set(linesOf(text));
  const lost = were.filter((line) => !are.has(line));
  if (lost.length < LEAST_LINES || lost.length < were.length * MOST_LINES_LOST) return null;
  const words = wordsOf(were);
  const kept = wordsOf([text]);
  const gone = [...words].filter((word) => !kept.has(word));
  // Code that is written better still offers what it did.
  const offered = isCode(path) ? [...before.matchAll(OFFERS)].map(([, name = '']) => name.toLowerCase()) : [];
  const held = new Set(text.toLowerCase().match(/\w+/g));
  if (offered.length > 0 && offered.every((name) => held.has(name))) return null;
  // Other words for the same are no loss.
  if (gone.length < 2 || gone.length < words.size * MOST_WORDS_LOST) return null;
  return `${lost.length} of its ${were.length} lines are gone, though something was only to be added: "${(lost[0] ?? '').slice(0, 60)}" and more`;
}

/** A line of a list whose first word begins no line any more. */
function lostEntry(text: string, before: string): string | null {
  const entriesOf = (of: string): string[] =>
    of
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  const nameOf = (entry: string): string =>
    (/^[\w./@*!-]+/.exec(entry)?.[0] ?? entry).toLowerCase().replaceAll('_', '-');
  const names = new Set(entriesOf(text).map(nameOf));
  return entriesOf(before).find((entry) => !names.has(nameOf(entry))) ?? null;
}

/** Words by which a section may go. */
const SECTION_MAY_GO =
  /\b(?:remov|delet|drop|strip|rewrit|rewrot|shorten|shorter|condens|simplif|restructur|reorgani|reorder|merg|split|mov|extract|translat|renam|titl|head|section|chapter|paragraph|part\b|replac|clean|trim|only|just|keep|reduc|convert|generat|new\b|scratch|summar|overhaul|redesign|updat|refactor|outdat|obsolet|unus|cut\b|instead of the|page|whole|entire|templat|minim|brief|concis|short|proper|real\b|complete|improv|polish|format|content|structur)\w*/i;
const INTO_ANOTHER = /\bturn(?:s|ed|ing)?\b[^\n]{1,80}\binto\b|\bdown\s+to\b/i;
const mayLoseSections = (asked: string): boolean =>
  SECTION_MAY_GO.test(asked) || INTO_ANOTHER.test(asked) || takesInASentence(asked);
const HEADING = /^#{1,6}[ \t]+\S/;

/**
 * A section of a Markdown file that is gone with its text, where no word lets one go; null where there is none. Pure,
 * linear.
 */
export function sectionLost(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || !/\.(?:md|markdown)$/i.test(path) || mayLoseSections(asked)) return null;
  const are = new Set(text.split('\n').map((line) => line.trim()));
  const lines = before.split('\n').map((line) => line.trim());
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
  const isGone = (line: string): boolean => !are.has(line);
  const isReworded = (line: string): boolean =>
    (line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => words.has(word));
  let [heading, own]: [string | null, string[]] = [null, []];
  for (const line of [...lines, '# end']) {
    if (!HEADING.test(line)) {
      if (line !== '' && !saysNothing(line)) own.push(line);
      continue;
    }
    const isLost = heading !== null && isGone(heading) && own.length > 0 && own.every(isGone);
    if (isLost && !isReworded(heading ?? '') && !areMended(own, words)) return heading;
    [heading, own] = [saysNothing(line) ? null : line, []];
  }
  return null;
}

/** Most of the words of lines that are written otherwise stand there still. */
const MOST_WORDS_KEPT = 0.6;
function areMended(lines: readonly string[], words: ReadonlySet<string>): boolean {
  const own = [...wordsOf(lines)];
  return own.length > 2 && own.filter((word) => words.has(word)).length >= own.length * MOST_WORDS_KEPT;
}

/** The first row of a table whose first cell begins no row any more; null where quotes may hold breaks. */
function lostRecord(text: string, before: string): string | null {
  if (before.includes('"')) return null;
  const keyOf = (row: string): string => (/^[^,;\t]*/.exec(row)?.[0] ?? '').trim().toLowerCase();
  const rows = before.split('\n').filter((row) => row.trim() !== '');
  const keys = rows.map(keyOf);
  if (text.split('\n').filter((row) => row.trim() !== '').length >= rows.length) return null;
  // A column of numbers, or of what is the same in many, is no name of a row.
  if (new Set(keys).size < keys.length || !keys.slice(1).every((key) => /\p{L}/u.test(key))) return null;
  const cells = new Set(
    text.split('\n').flatMap((row) => row.split(/[,;\t]/).map((cell) => cell.replaceAll('"', '').trim().toLowerCase())),
  );
  return rows.find((row) => !cells.has(keyOf(row))) ?? null;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 1 && !saysNothing(line));
const wordsOf = (lines: readonly string[]): Set<string> =>
  new Set(lines.flatMap((line) => line.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? []));
