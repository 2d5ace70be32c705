import { isCode, isDocument, isLockFile, isTable, isTestFile } from '../file-kinds.js';
import { timesOf } from '../times-of.js';

/* A line that stands right behind itself, where there was one of it or none: an edit has repeated it. Pure, linear. */

/** By these a line may well be there twice. */
const SPEAKS_OF_REPEATING =
  /(?<!\p{L})(?:repe[at]\p{L}*|r[ée]p[éeè]t\p{L}*|ripet\p{L}*|wiederhol\p{L}*|twice|again|times|cop(?:y|ies)|dupli[ck]\p{L}*|doub\p{L}*|doppel\p{L}*|doppi\p{L}*|doble\p{L}*|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)mal|deux fois|dos veces|due volte|duas vezes|identical|refrain|chorus|verses?|lyrics|songs?|poems?|gedicht\p{L}*|lied(?:er)?|po[eèé]\p{L}{2,6}|chanson\p{L}*|canci[oó]n\p{L}*|canzon\p{L}*|padding|fill|samples?|fixtures?)(?!\p{L})/iu;
/** A number of times or of lines: "2x", "x 3", "2 mal", "10 lines". */
const COUNTS_LINES =
  /(?<![\p{L}\d])(?:\d{1,4}\s?[x×]|[x×]\s?\d{1,4}|\d{1,4}\s?-?(?:mal|fois|veces|vezes|volte|keer)|\d{1,4}\s(?:\p{L}{1,20}\s)?(?:lines|rows|entries|items|sentences|paragraphs|zeilen|sätze|lignes|phrases|l[ií]n[eh]as|frases|righe|frasi))(?![\p{L}\d])/iu;
/** A number of anything: of lines by another name, too, but of none that nobody says twice. */
const COUNTS =
  /(?<![\p{L}\d])(?:both|two|three|several|another|additional|more|second|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|beide|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|duas|dois|quatro|tre|quattro|cinque|four|five|six|seven|eight|nine|ten|hintereinander|untereinander)(?![\p{L}\d])/iu;
const MADE_BY_TOOLS = /\.(?:min\.\w+|map|snap|svg|log|lock|ipynb|diff|patch)$/i;
const PROSE = /\.(?:md|markdown|rst|adoc|txt)$/i;
/** What nobody says twice in a row: a name of its own, or what is brought in. */
const ONCE =
  /^\s*(?:import\s+[\w{*"']|from\s+\S+\s+import\b|#\s*include\b|use\s+\w+(?:::|;|\\)|using\s+[\w.]+;|(?:export\s+)?(?:const|let|val)\s+\w+\s*(?::[^=]{1,80})?=)/;
const HEADING = /^#{1,6}\s+\S/;
/** A sentence, or what a letter begins with. */
const SENTENCE = /[.!?,:;。！？]$/;
const LEAST_WORDS = 2;
const LEAST_LETTERS = 3;
const LEAST_OF_A_SENTENCE = 4;
const LONGEST_LINE = 400;

const wordsIn = (line: string): number => (line.slice(0, LONGEST_LINE).match(/\p{L}{2,}/gu) ?? []).length;

const fullLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

/** Lines that stand right behind themselves, outside of the blocks of a document. */
function doubledIn(path: string, lines: readonly string[]): string[] {
  let isFenced = false;
  return lines.filter((line, at) => {
    if (PROSE.test(path) && /^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    return at > 0 && lines[at - 1] === line && !isFenced;
  });
}

/** Whether there may be one, before what was there is looked up. */
export const mayBeDoubled = (path: string, text: string): boolean =>
  !MADE_BY_TOOLS.test(path) && !isLockFile(path) && doubledIn(path, fullLines(text)).length > 0;

/** By these each of several things may get the same. */
const FOR_EACH =
  /(?<!\p{L})(?:each|every\p{L}*|lines|rows|entries|items|until|long|random\p{L}*|\d{1,9}\s+(?:\p{L}+\s+)?\p{L}+s|jede\p{L}*|zeilen|chaque|lignes|cada|l[ií]n[eh]as|ogni|righe)(?!\p{L})/iu;
const ITEM = /^(?:[-*+•]|\d{1,3}[.)])\s+/;

/** A new line in words that were asked for once, where nothing else is new and all is kept that was there. */
function isAddedTwice(line: string, lines: readonly string[], old: readonly string[], asked: string): boolean {
  if (lines.length !== old.length + 2 || old.includes(line) || FOR_EACH.test(asked)) return false;
  const kept = lines.filter((one) => one !== line);
  return kept.every((one, at) => one === old[at]) && isSaidOnce(line.trim().replace(ITEM, ''), asked);
}

/** No sentence says it more than once, and it stands in some. */
function isSaidOnce(text: string, asked: string): boolean {
  const isPlain = /^\p{L}*$/u.test(text);
  if ((text.match(/\p{L}/gu) ?? []).length < LEAST_LETTERS || isPlain) return false;
  const times = asked.split('\n').map((said) => said.split(text).length - 1);
  const isListed = asked.split('\n').filter((said) => said.trim().replace(ITEM, '') === text).length > 1;
  return times.includes(1) && times.every((n) => n < 2) && !isListed;
}

/** Such a line in a sentence; null where there is none, or it may be meant. */
export function lineDoubled(path: string, text: string, before: string | null, asked: string): string | null {
  if (MADE_BY_TOOLS.test(path) || isLockFile(path)) return null;
  if (SPEAKS_OF_REPEATING.test(asked) || COUNTS_LINES.test(asked)) return null;
  const counts = COUNTS.test(asked);
  const [lines, old] = [fullLines(text), fullLines(before ?? '')];
  const [are, were] = [timesOf(lines), timesOf(old)];
  const keys = isTable(path) ? namesOfRows(old) : null;
  const line = doubledIn(path, lines).find((one) => {
    const had = were.get(one) ?? 0;
    if (had > 1) return false;
    if (counts) return isCode(path) ? ONCE.test(one) : /\.(?:md|markdown)$/i.test(path) && HEADING.test(one);
    if (before !== null && !isTestFile(path) && isAddedTwice(one, lines, old, asked)) return true;
    if (isTable(path)) return keys?.has(nameOfRow(one)) === true;
    // What was there once may be said in a new place as well, twice in a row.
    const isKept = had === 1 && are.get(one) === 2 && wordsIn(one) >= LEAST_WORDS && !isTestFile(path);
    return isKept || isNeverTwice(path, one);
  });
  return line === undefined ? null : `it says twice in a row: ${line.trim().slice(0, 80)}`;
}

function isNeverTwice(path: string, line: string): boolean {
  if (isCode(path)) return ONCE.test(line);
  if (!PROSE.test(path) || !isDocument(path)) return false;
  const isMarkdown = !path.endsWith('.txt');
  if (isMarkdown && HEADING.test(line)) return true;
  return /^\S/.test(line) && SENTENCE.test(line) && wordsIn(line) >= LEAST_OF_A_SENTENCE;
}

const nameOfRow = (row: string): string => (/^[^,;\t]*/.exec(row)?.[0] ?? '').trim();
/** Below so many rows it says little that no two are alike. */
const LEAST_ROWS = 3;
/** What each row is known by; null where two have the same. */
function namesOfRows(rows: readonly string[]): ReadonlySet<string> | null {
  const names = new Set(rows.map(nameOfRow));
  return names.size === rows.length && rows.length >= LEAST_ROWS ? names : null;
}
