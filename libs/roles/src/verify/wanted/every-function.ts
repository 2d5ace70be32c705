import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { partsOf } from '../stated/code-of.js';

/* What every function of a Python file was to get: types, or a text that describes it. */

const ASKS =
  /\badd(?:s|ing)?\s+(?:\w+\s+)?(?:(type\s+(?:hints|annotations)|types)|doc-?strings?)\b[^.;\n]{0,120}?\b(?:all|every|each)\b(?:\s+of)?(?:\s+the|\s+its)?\s+(?:\w+\s+)?(?:functions?|methods?)\b/i;
const NOT_ALL = /\b(?:except|but|without|public|exported|missing|only|unless|private|top-level|not)\b/i;

interface Defined {
  readonly name: string;
  readonly header: string;
  readonly body: string;
}

/** The head of a function that goes on for longer is passed over. */
const MOST_HEAD_LINES = 40;

/** Functions with their heads and the first line behind those. Pure, linear. */
function functionsIn(path: string, text: string): Defined[] {
  const lines = text.split(/\r?\n/);
  const code = partsOf(path, text).code.split(/\r?\n/);
  return code.flatMap((line, at): Defined[] => {
    const name = /^\s*(?:async\s+)?def\s+(\w+)\s*\(/.exec(line)?.[1];
    // What a property says stands with what reads it, and a signature that is overloaded has no text of its own.
    if (name === undefined || /^\s*@(?:[\w.]+\.(?:setter|deleter)|(?:typing\.)?overload)\b/.test(code[at - 1] ?? ''))
      return [];
    const head = code.slice(at, at + MOST_HEAD_LINES);
    const end = head.findIndex((one, n) => /:\s*(?:\S.*)?$/.test(one) && balanced(head.slice(0, n + 1)));
    if (end < 0) return [];
    let body = at + end + 1;
    while (lines[body]?.trim() === '') body++;
    return [{ name, header: head.slice(0, end + 1).join(' '), body: lines[body] ?? '' }];
  });
}

const balanced = (lines: readonly string[]): boolean => {
  const text = lines.join('\n');
  return text.split(/[([{]/).length === text.split(/[)\]}]/).length;
};

const isTyped = ({ header }: Defined): boolean =>
  /->/.test(header) ||
  /\([^()]{0,999}\w\s{0,9}:\s{0,9}\w/.test(header) ||
  /\(\s{0,99}(?:(?:self|cls)\s{0,9})?(?:,\s{0,99})?\)/.test(header);
const isDescribed = ({ body }: Defined): boolean => /^\s*[rRuU]?(?:"""|'''|"|')/.test(body);

/** `told`: the user's words; `named`: the files they name. */
export async function everyFunction(files: FilesView, told: string, named: readonly string[]): Promise<CheckResult[]> {
  const match = ASKS.exec(told);
  if (match === null || NOT_ALL.test(told)) return [];
  const holds = match[1] === undefined ? isDescribed : isTyped;
  const lacking: string[] = [];
  for (const path of named.filter((one) => one.endsWith('.py')).flatMap((one) => files.meant(one))) {
    const text = await files.text(path);
    if (text === null) continue;
    lacking.push(...functionsIn(path, text).flatMap((one) => (holds(one) ? [] : [`${one.name} in ${path}`])));
  }
  const what = match[1] === undefined ? 'is not described' : 'has no types';
  return lacking.length === 0
    ? []
    : [{ name: 'every_function', passed: false, detail: `${what}, though all were to be: ${listed(lacking)}` }];
}
