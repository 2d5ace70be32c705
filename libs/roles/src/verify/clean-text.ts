/* Signs that a file holds what was said round its text, or how it was shown, instead of the text alone. Pure, linear. */

const DOCUMENT = /\.(?:md|markdown|mdx|rst|adoc|txt|log|ipynb|diff|patch|rej|html?|xml|svg|csv|tsv|json|jsonl|snap)$/i;
const MARKDOWN = /\.(?:md|markdown|mdx|rst|adoc|ipynb)$/i;
const CHATTER =
  /^(?:sure|certainly|of course|absolutely|okay|ok|great|got it)[!,.]?\s+(?:here|i['’ ]|let me|below|this)\b|^(?:here(?:['’]s| is| are)|below is|this is)\s+(?:the|your|an?)\s+(?:\S+\s+){0,5}?(?:content|contents|code|file|updated|complete|full|final|script|implementation|version)\b[^\n]{0,80}:\s*$/i;
const GOODBYE =
  /^(?:let me know if|i hope this|feel free to (?:ask|let me|reach)|if you (?:need|have|want) (?:any|me|more|further)\b[^\n]{0,80}\b(?:let me know|ask(?: me)?|i(?:['’]ll| will| can|['’]m))|is there anything else|hope (?:this|that) helps)\b/i;
const HIDDEN = /[\u202a-\u202e\u2066-\u2069]/;
const CONFLICT = /^(?:<{7}|>{7})(?: |$)/m;
/** Lines that only stand for text, in documents; code has its own signs. */
const STANDS_FOR =
  /^(?:(?:TODO|TBD|FIXME|XXX)\b[^\n]{0,80}|\[(?:insert|your|add|describe|todo|tbd|placeholder|fill in)\b[^\]\n]{0,80}\](?!\()|<(?:insert|your|add|describe|placeholder)\b[^>\n]{0,80}>|lorem ipsum\b[^\n]{0,200}|(?:content|text|description) (?:goes )?here\.?|coming soon\.?|\.\.\.)$/i;
/** Languages written from the right, in which marks of direction are at home. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const SPEAKS_OF_LETTERS = /\b(?:chat|letter|e?-?mails?|message|conversation|transcript|greeting|reply|newsletter)\b/i;
const SPEAKS_OF_STANDINS = /\b(?:todos?|tbd|placeholders?|template|skeleton|outline|lorem|stub|draft)\b/i;
const LONGEST = 400_000;

/** What is wrong with a file's text; null when nothing is. `asked`: all that was said of the work; `before`: the text as it was. */
export function uncleanText(path: string, given: string, asked: string, before = ''): string | null {
  const text = given.slice(0, LONGEST);
  const old = before.slice(0, LONGEST);
  const lines = text.split('\n').map((line) => line.trim());
  const full = lines.filter((line) => line !== '');
  if (HIDDEN.test(text) && !HIDDEN.test(old) && !speaksFromTheRight(path, text, asked))
    return 'it holds invisible marks of direction';
  if (CONFLICT.test(text) && /^={7}$/m.test(text) && !CONFLICT.test(old) && !/conflict|merge/i.test(asked))
    return 'it holds the marks of a merge conflict';
  const there = new Set(old.split('\n').map((line) => line.trim()));
  const isNew = (line: string): boolean => !there.has(line) && !isSpokenOf(line, asked);
  const [first = '', last = ''] = [full[0], full.at(-1)];
  if (!SPEAKS_OF_LETTERS.test(asked)) {
    if (CHATTER.test(first) && isNew(first)) return `it begins with "${first.slice(0, 80)}"`;
    if (full.length > 1 && GOODBYE.test(last) && isNew(last) && !MARKDOWN.test(path))
      return `it ends with "${last.slice(0, 80)}"`;
  }
  if (!MARKDOWN.test(path) && !/\b(?:fence|markdown|code block|back.?ticks?)/i.test(asked)) {
    const isFenced = /^(?:```|~~~)[\w+#.-]*$/.test(first) && full.length > 1 && /^(?:```|~~~)$/.test(last);
    if (isFenced && isNew(first)) return 'a code fence stands round it';
  }
  if (!DOCUMENT.test(path)) {
    if (full.length >= 3 && full.every((line, at) => Number(/^(\d{1,6})(?:\t|\s*[|│→:])/.exec(line)?.[1]) === at + 1))
      return 'its lines carry line numbers';
    if (/^(?:diff --git |--- (?:a\/|\/dev\/null))/.test(first) && full.some((line) => line.startsWith('@@ ')))
      return 'it is a diff';
  }
  return standsForText(path, lines, asked, isNew);
}

function standsForText(
  path: string,
  lines: readonly string[],
  asked: string,
  isNew: (line: string) => boolean,
): string | null {
  if (!/\.(?:md|markdown|mdx|rst|adoc|html?|txt)$/i.test(path) || SPEAKS_OF_STANDINS.test(asked)) return null;
  if (/todo/i.test(path) || lines.some((line) => line.startsWith('>>>'))) return null;
  const standing = lines.find((line) => STANDS_FOR.test(line.replace(/<\/?(?:p|div|li|h\d)>/g, '')) && isNew(line));
  if (standing === undefined || insideFence(lines, standing)) return null;
  return `it only stands for its text: "${standing.slice(0, 80)}"`;
}

/** Whether what was said of the work has all words of a line. */
function isSpokenOf(line: string, asked: string): boolean {
  const words = line.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const text = asked.toLowerCase();
  return words.length > 0 && words.every((word) => text.includes(word));
}

const speaksFromTheRight = (path: string, text: string, asked: string): boolean =>
  (DOCUMENT.test(path) && FROM_THE_RIGHT.test(text)) ||
  /\b(?:bidi|rtl|right.to.left|arabic|hebrew|persian|urdu)/i.test(asked);

function insideFence(lines: readonly string[], line: string): boolean {
  const at = lines.indexOf(line);
  return lines.slice(0, at).filter((before) => /^(?:```|~~~)/.test(before)).length % 2 === 1;
}
