import { partsOf } from '../stated/code-of.js';

/* Functions of languages with braces: their names, parameters, and what they do. Pure, linear. */

export interface Body {
  readonly name: string;
  /** What stands between the parentheses. */
  readonly parameters: string;
  /** Without remarks and empty ones. */
  readonly lines: readonly string[];
}

/** Here only a word says that a function begins: what is called with a block behind it looks the same. */
const BY_WORD = /\.(?:go|rs|kts?|swift|php|scala)$/i;
const WORD = /\b(?:func|fn|fun|function|def)\b/;
const BY_FORM = /\.(?:[cm]?[jt]sx?|java|c|h|cc|cpp|hpp|cs|dart)$/i;
export const hasBraces = (path: string): boolean => BY_WORD.test(path) || BY_FORM.test(path);

const NO_FUNCTION =
  /^(?:if|for|foreach|while|switch|catch|synchronized|using|lock|fixed|match|when|with|return|elseif|guard|select|function|func|fn|fun|def|new|await|constructor|__construct|init)$/;
/** What may stand between the parameters and the brace. */
const BEHIND = /^[\s\w$.,:<>[\]|&*?!'"=-]*$/;
const LONGEST_HEAD = 600;
const MOST = 2000;

export function bracedBodies(path: string, text: string): Body[] {
  const { code, remarks } = partsOf(path, text);
  const classes = new Set([...code.matchAll(/\b(?:class|struct|record|enum)\s+(\w+)/g)].map(([, name = '']) => name));
  const found: Body[] = [];
  const open: Open[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < code.length && found.length < MOST; at++) {
    const c = code[at];
    if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === '{') {
      open.push({ from: at + 1, start, depth, head: headOf(path, code.slice(Math.max(start, at - LONGEST_HEAD), at)) });
      [start, depth] = [at + 1, 0];
    } else if (c === '}') {
      const done = open.pop();
      // More are closed than opened: not understood.
      if (done === undefined) return [];
      if (done.head !== null && !classes.has(done.head.name))
        found.push({ ...done.head, lines: linesOf(text, remarks, done.from, at) });
      // What stands within parentheses is a part of them.
      [start, depth] = [done.depth > 0 ? done.start : at + 1, done.depth];
    } else if (c === ';' && depth === 0) start = at + 1;
  }
  return open.length === 0 ? found : [];
}

/** Lines past this many say no more than that there are some. */
const MOST_LINES = 8;
function linesOf(text: string, remarks: string, from: number, to: number): string[] {
  const lines: string[] = [];
  for (let at = from; at < to && lines.length < MOST_LINES;) {
    const newLine = text.indexOf('\n', at);
    const end = newLine < 0 || newLine > to ? to : newLine;
    let line = '';
    for (let i = at; i < end; i++) line += remarks[i] === ' ' ? (text[i] as string) : ' ';
    if (line.trim() !== '') lines.push(line.trim());
    at = end + 1;
  }
  return lines;
}

type Head = Omit<Body, 'lines'>;
interface Open {
  readonly from: number;
  /** Where what stands before the brace begins, and how many parentheses are open there. */
  readonly start: number;
  readonly depth: number;
  readonly head: Head | null;
}
/** The function that begins with the brace behind this; null where none does. */
function headOf(path: string, given: string): Head | null {
  if (BY_WORD.test(path) && !WORD.test(given)) return null;
  let end = given.lastIndexOf(')');
  if (end < 0 || !BEHIND.test(given.slice(end + 1))) return null;
  let start = opening(given, end);
  // What Go returns stands in parentheses, too.
  const ahead = given.slice(0, Math.max(start, 0)).trimEnd();
  if (start >= 0 && ahead.endsWith(')')) {
    end = ahead.length - 1;
    start = opening(given, end);
  }
  if (start < 0) return null;
  const before = given.slice(0, start).trimEnd();
  const parameters = given.slice(start + 1, end).trim();
  const name = before.endsWith('>') ? before.replace(/<[^<>]{0,100}>$/, '').trimEnd() : before;
  const called = /(?<![\w$~.!])([A-Za-z_$][\w$]{0,80})$/.exec(name)?.[1] ?? null;
  if (called !== null && !NO_FUNCTION.test(called) && called !== 'async') return { name: called, parameters };
  const held = /([A-Za-z_$][\w$]{0,80})\s*(?::[^=()]{0,100})?[=:]\s*(?:async\s*)?(?:function\s*\*?\s*)?$/.exec(
    before.slice(-LONGEST_HEAD),
  );
  return held?.[1] === undefined ? null : { name: held[1], parameters };
}

function opening(text: string, end: number): number {
  let depth = 0;
  for (let at = end; at >= 0; at--) {
    if (text[at] === ')') depth++;
    else if (text[at] === '(' && --depth === 0) return at;
  }
  return -1;
}
