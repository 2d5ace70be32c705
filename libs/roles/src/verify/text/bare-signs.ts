/* What stands outside of quotations, remarks and here-documents in a shell's text. Pure, linear. */

/** Commands whose words are a text that somebody reads. */
const SAYS = /^[@+-]*(?:echo|printf|info|warning|error|MAINTAINER|LABEL|ENV)$/;
/** Words behind which a command begins. */
const LEADS =
  /^\w+=|^[@+-]*(?:if|then|elif|else|while|until|do|time|exec|sudo|command|!|\{|RUN|CMD|ENTRYPOINT|SHELL|ONBUILD)$/;
const HERE = /<<-?[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([A-Za-z_][\w.]*))/y;

const MOST_FOUND = 1000;
const OPENS = /[\u2018\u201c\u201e]/;

/**
 * Offsets of the signs that `odd` finds there, but for those among the words of a command that only says them, which
 * are not all in typographic quotes.
 */
export function bareSigns(text: string, odd: RegExp): number[] {
  const found: number[] = [];
  /** What each place stands in: a command, or a text within double quotes. */
  const within: ('command' | 'text')[] = ['command'];
  const ends: string[] = [];
  let word = '';
  let isSaid = false;
  let isNext = true;
  /** Whether nothing but switches has been said. */
  let isFirst = true;
  const endWord = (): void => {
    if (word === '') return;
    if (isNext) {
      isSaid = SAYS.test(word);
      isNext = LEADS.test(word);
      isFirst = true;
    } else if (!word.startsWith('-')) isFirst = false;
    word = '';
  };
  const endCommand = (): void => {
    endWord();
    [isSaid, isNext] = [false, true];
  };
  for (let at = 0; at < text.length && found.length < MOST_FOUND; at++) {
    const sign = text[at] ?? '';
    if (sign === '\\') {
      if (text[at + 1] !== '\n') word += '\\';
      at++;
    } else if (within.at(-1) === 'text') {
      if (sign === '"') within.pop();
      else if (sign === '$' && text[at + 1] === '(') {
        within.push('command');
        at++;
        endCommand();
      }
    } else if (sign === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) break;
      at = end;
      word += sign;
    } else if (sign === '"') {
      within.push('text');
      word += sign;
    } else if (sign === '#' && word === '') {
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      at = end - 1;
    } else if (sign === '\n') {
      endCommand();
      for (const end of ends.splice(0)) at = behindHere(text, at, end);
    } else if (sign === '<' && text.startsWith('<<', at) && !text.startsWith('<<<', at)) {
      HERE.lastIndex = at;
      const here = HERE.exec(text);
      const end = here?.[1] ?? here?.[2] ?? here?.[3];
      if (end !== undefined) ends.push(end);
      at += (here?.[0].length ?? 2) - 1;
    } else if (sign === '(') {
      within.push('command');
      endCommand();
    } else if (sign === ')') {
      if (within.length > 1) within.pop();
      endCommand();
    } else if (/[;|&]/.test(sign)) endCommand();
    else if (/[ \t\r]/.test(sign)) endWord();
    else {
      if (odd.test(sign) && (!isSaid || (isFirst && word === '' && OPENS.test(sign)))) found.push(at);
      word += sign;
    }
  }
  return found;
}

/**
 * Where the line ends that ends a here-document, from the line break before it; the end of the text where none does.
 */
function behindHere(text: string, from: number, end: string): number {
  for (let at = from; at >= 0 && at < text.length;) {
    const next = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, next < 0 ? text.length : next);
    if (line.replace(/^\t+/, '').trimEnd() === end) return next < 0 ? text.length : next;
    if (next < 0) break;
    at = next;
  }
  return text.length;
}
