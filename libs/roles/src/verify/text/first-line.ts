import { isIgnoreList, isTable } from '../file-kinds.js';

/*
 * The first line, which says what the rest is: the head of a table, the title of a document, the interpreter of a
 * script. Pure, linear.
 */

const GOES =
  /(?<!\p{L})(?:remov|delet|without|no|drop|strip|skip|omit|ohne|entfern|lösch|sans|supprim|sin|elimin|quit|sem|senza|без|удал|убер)\p{L}*[^.;\n]{0,40}(?:head|titl|first|top|kopf|über|encabez|en-t|cabe|intest|tit|заголов|перв)/iu;
const OF_TITLES =
  /\b(?:titles?|headings?|headlines?|headers?|h1|front.?matter|names?)\b|titel|überschrift|titre|título|titolo|заголов/iu;
const DOCUMENT = /\.(?:md|markdown)$/i;

const fullLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

/** Names of columns, none of them twice. */
function isHead(line: string): boolean {
  const cells = line.split(/[,;\t|]/);
  return (
    cells.length > 1 && cells.every((cell) => /^\s*"?\p{L}[^\d]*$/u.test(cell)) && new Set(cells).size === cells.length
  );
}

/** How it is gone, while what it stood above is there; null where it is not. */
export function firstLineLost(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || GOES.test(asked)) return null;
  const [lines, [first = '', ...rest]] = [fullLines(text), fullLines(before)];
  const [now] = lines;
  if (now === undefined || now === first) return null;
  if (isTable(path))
    return isHead(first) && !rest.some(isHead) && rest.includes(now)
      ? `its head line "${first.slice(0, 80)}" no longer stands first`
      : null;
  if (now !== rest[0] || lines.includes(first)) return null;
  const isTitle = DOCUMENT.test(path) && /^# \S/.test(first) && !OF_TITLES.test(asked);
  const isInterpreter = /^#!\/\S/.test(first);
  return isTitle || isInterpreter ? `its first line is gone: "${first.slice(0, 80)}"` : null;
}

const MAY_GO =
  /(?:remov|delet|drop|clean|replac|sort|tidy|stop|track|un-?ignore|no longer|instead|rewrit|reset|updat|mov|merg|renam|simplif|convert|only|fix|correct|entfern|lösch|supprim|elimin|quita)/i;
/** An entry of a list of what is ignored that is gone without a word. */
export function entryLost(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || !isIgnoreList(path) || MAY_GO.test(asked)) return null;
  const core = (line: string): string => line.replaceAll(/^[/*]+|(?<![/*])[/*]+$/g, '').trim();
  const entries = (of: string): string[] => fullLines(of).filter((line) => !/^[#!]/.test(line) && core(line) !== '');
  const now = new Set(entries(text).map(core));
  const all = [...now].join('\n');
  const lost = entries(before).find((line) => !now.has(core(line)) && !all.includes(core(line)));
  return lost === undefined ? null : `its entry ${lost.slice(0, 80)} is gone, and no word lets it go`;
}
