import { isScript } from '../file-kinds.js';
import { partsOf } from './code-of.js';
import { importsIn, without } from './imports.js';

/*
 * Names that code uses and that nothing in it can have given anything. A name counts as bound wherever it does not
 * stand for certain as a use: called, taken something of, handed on, reckoned with. Pure, linear.
 */

/** What may bind any name of Python. */
const BINDS_ANY = /\bimport[ \t]{1,9}\*|\b(?:globals|exec|locals|__import__)\s{0,9}\(|^[ \t]{0,20}%\w/m;
/** What binds some, up to where it ends. */
const BINDS = /\b(?:lambda\b[^:\n]{0,400}|for\b[^:;]{0,200}?\bin\b|(?:global|nonlocal|case)\b[^\n;]{0,400})/g;
const SIGN = /[([{}\])]|(?<![\w$#@]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g;
const LOOK_BACK = 120;

/** Behind these, a bracket holds values. */
const OF_VALUES = /(?:(?<![\w$.])(?:if|elif|while|switch|return|and|or|not|in|of|await|yield|typeof)|[^=!<>]=)\s*$/;
/** Behind these, it may hold parameters, or what is taken apart. */
const OF_OTHERS =
  /(?<![\w$.])(?:for|catch|async|with|case|as|except|const|let|var|else|new|lambda|import|from|match|(?:def|class|function)\b\*?\s{0,9}[\w$]{0,100})\s*$/;
const BODY = /^\s{0,30}(?:[{:]|[-=]>)/;
/** Behind these stands a name that is bound, or a member's. */
const NAMES =
  /(?:(?<![\w$.])(?:def|class|function|as|import|const|let|var|for|type|interface|enum|catch|del|infer)\s|\/|\.\s{1,60}\\?\s{0,60}|\.\\\s{1,60})$/;
/** Behind these stands a value. */
const HANDS_ON =
  /(?:(?<![\w$.])(?:return|in|of|if|elif|while|not|and|or|await|yield|typeof|else|assert|throw|raise|new|extends|default)\s|(?<![=!<>])=\s?|[=!<>]=\s|=>\s|[-+*/%<&|?]\s|!|\$\{)$/;
const IS_GIVEN = /^\s{0,9}(?::?=(?!=)|=>)/;
const RECKONED = /^[ \t]{0,9}(?:\+\+|--|[-+*/%]=|[-+*/%<>][ \t]|(?:[=!]==?|[<>]=)(?!>))/;

/** By the index of a bracket that opens, that of the one that closes it; null where they do not fit each other. */
function closingIn(code: string): ReadonlyMap<number, number> | null {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: sign, index } of code.matchAll(/[([{}\])]/g)) {
    if ('([{'.includes(sign)) open.push(index);
    else {
      const start = open.pop();
      if (start === undefined || !['()', '[]', '{}'].includes(`${code[start]}${sign}`)) return null;
      found.set(start, index);
    }
  }
  return open.length === 0 ? found : null;
}

/** How a name stands at a place. */
type Standing = 'used' | 'bound' | 'neither';
interface Place {
  readonly isOfScript: boolean;
  readonly before: string;
  readonly behind: string;
  /** Whether it stands in a bracket of values. */
  readonly isAmongValues: boolean;
}

/** Whether a bracket holds values: what is handed to a call, looked up, filled in, listed. */
function holdsValues(sign: string, { isOfScript, before, behind, isAmongValues }: Place): boolean {
  const isPart = isAmongValues && /[(,[]\s*$/.test(before);
  if (sign === '{')
    return !isOfScript || before.endsWith('$') || ((isPart || OF_VALUES.test(before)) && !IS_GIVEN.test(behind));
  if (OF_OTHERS.test(before)) return false;
  if (sign === '(' && (isOfScript || /\]\s*$/.test(before)) && BODY.test(behind))
    return /(?<![\w$.])(?:if|while|switch)\s*$/.test(before);
  return /[\w$)\]]\s?$/.test(before) || ((isPart || OF_VALUES.test(before)) && !IS_GIVEN.test(behind));
}

function standingOf({ isOfScript, before, behind, isAmongValues }: Place, behindCall: string | null): Standing {
  if (NAMES.test(before) || (isOfScript && /^\s{1,9}(?:extends|in)\b/.test(behind))) return 'bound';
  if (behindCall !== null) return isOfScript && BODY.test(behindCall) ? 'bound' : 'used';
  if (/^[ \t]{0,9}\.[A-Za-z_$]/.test(behind)) return 'used';
  if (isAmongValues && /^\s{0,9}(?::(?!=)|=(?![=>]))/.test(behind)) return 'neither';
  if (IS_GIVEN.test(behind)) return 'bound';
  if (isAmongValues || RECKONED.test(behind)) return 'used';
  // "a = b, c = d" binds all but the last.
  return HANDS_ON.test(before) && (isOfScript || !/^\s{0,9}[,:]/.test(behind)) ? 'used' : 'bound';
}

/** Those of the names that code uses, and that may have been given nothing in it. */
export function onlyUsed(path: string, text: string, names: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(names);
  const isOfScript = isScript(path);
  const parts = partsOf(path, text);
  const imports = importsIn(path, text, parts);
  const code = without(imports, parts.code);
  const used = new Set<string>();
  const closing = closingIn(code);
  if (closing === null || (!isOfScript && BINDS_ANY.test(parts.code))) return used;
  const bound = new Set(imports.flatMap(({ names: taken }) => taken.map(({ as }) => as)));
  if (!isOfScript)
    for (const [piece] of code.matchAll(BINDS)) for (const [word] of piece.matchAll(/[A-Za-z_]\w*/g)) bound.add(word);
  const open: boolean[] = [];
  for (const { 0: sign, index } of code.matchAll(SIGN)) {
    const isName = /[\w$]/.test(sign);
    if (isName && (!wanted.has(sign) || bound.has(sign))) continue;
    if (/[)\]}]/.test(sign)) {
      open.pop();
      continue;
    }
    const behindOf = (at: number): string => code.slice(at, at + LOOK_BACK);
    const endOf = (at: number): number => closing.get(at) ?? code.length;
    const place = {
      isOfScript,
      before: code.slice(Math.max(0, index - LOOK_BACK), index),
      behind: behindOf(isName ? index + sign.length : endOf(index) + 1),
      isAmongValues: open.at(-1) ?? false,
    };
    if (!isName) open.push(holdsValues(sign, place));
    else {
      const gap = /^[ \t]{0,9}(?=\()/.exec(place.behind)?.[0];
      const call = gap === undefined ? null : behindOf(endOf(index + sign.length + gap.length) + 1);
      const standing = standingOf(place, call);
      if (standing === 'used') used.add(sign);
      else if (standing === 'bound') bound.add(sign);
    }
  }
  return new Set([...used].filter((name) => !bound.has(name)));
}
