import { hereDocuments } from './here-documents.js';

/* Parameters that a command has no value for: the shell puts nothing in their place. Pure, linear. */

const NUMBERED = /\$(?:[1-9]|\{[1-9]\})/y;
/** Of a script, all of its arguments; of a rule of make, its target. */
const WITHIN_TEXT = /(?<!\\)\$(?:[1-9@*]|\{[1-9@*]\})/g;
const NAMED = /(?<!\\)\$(?:([a-z]\w{0,40})|\{([a-z]\w{0,40})\})/g;
/** Arguments may be there after all, or names come from elsewhere. */
const HAS_ARGUMENTS = /\bset\s+--|\bset\s+[^-\s+]|\(\)\s*[{(]|\bfunction\s+\w/;
const BRINGS_NAMES = /\b(?:source|eval|envsubst|getopts|mapfile|readarray)\b|(?:^|[\s;&|])\.\s+\S/m;
/** Of the environment, though they are written like names of one's own. */
const OF_THE_ENVIRONMENT = /_proxy$/;
const MOST_NAMED = 4;

/** What a command would lose from the texts it writes, a few of them. */
export function lostParameters(command: string): readonly string[] {
  if (!command.includes('$')) return [];
  const { bare, open } = hereDocuments(command);
  if (HAS_ARGUMENTS.test(bare)) return [];
  const found = new Set<string>(numberedOutside(bare));
  const known = namesIn(bare);
  const bringsNames = BRINGS_NAMES.test(bare);
  for (const text of open) {
    for (const [piece] of text.matchAll(WITHIN_TEXT)) found.add(piece);
    if (bringsNames) continue;
    for (const [piece, plain, braced] of text.matchAll(NAMED)) {
      const name = plain ?? braced ?? '';
      if (!known.has(name) && !OF_THE_ENVIRONMENT.test(name)) found.add(piece);
    }
  }
  return [...found].slice(0, MOST_NAMED);
}

const GIVES =
  /(?:^|[\s;&|(])(?:(?:for|read|select|printf\s+-v)\s+(?:-\w+\s+)*([a-z]\w*(?:[ \t]+[a-z]\w*)*)|([a-z]\w*)(?:\[[^\]\n]*\])?\+?=)/gm;
const namesIn = (text: string): Set<string> =>
  new Set([...text.matchAll(GIVES)].flatMap(([, listed = '', set = '']) => [...listed.split(/[ \t]+/), set]));

/** Those that no single quotes keep. */
function numberedOutside(text: string): string[] {
  const found: string[] = [];
  /** What each place stands in: a command, one in backquotes, or a text within double quotes. */
  const within: ('command' | 'backquoted' | 'text')[] = ['command'];
  for (let at = 0; at < text.length; at++) {
    const [sign, place] = [text[at] ?? '', within.at(-1)];
    if (sign === '\\') at++;
    else if (sign === '$' && text[at + 1] === '(') {
      within.push('command');
      at++;
    } else if (sign === '$') {
      NUMBERED.lastIndex = at;
      const [piece] = NUMBERED.exec(text) ?? [];
      if (piece !== undefined) found.push(piece);
    } else if (sign === '"') {
      if (place === 'text') within.pop();
      else within.push('text');
    } else if (sign === '`') {
      if (place === 'backquoted') within.pop();
      else within.push('backquoted');
    } else if (place !== 'text' && sign === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return [];
      at = end;
    } else if (place === 'command' && sign === ')' && within.length > 1) within.pop();
    else if (place !== 'text' && sign === '#' && /^\s?$/.test(text[at - 1] ?? '')) {
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      at = end - 1;
    }
  }
  // Quotes that do not close are read in another way than the shell reads them.
  return within.length === 1 ? found : [];
}
