import { isScript, isTestFile } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import { closedUp } from '../closed-up.js';

/*
 * Code that ends its program with success whenever it is loaded: what would look at it afterwards looks at nothing.
 * Pure.
 */

const EXITS: readonly (readonly [files: RegExp, exit: RegExp])[] = [
  [/\.[cm]?[jt]sx?$/i, /^(?:(?:process\.(?:exit|reallyExit)|Deno\.exit)\s{0,9}\(\s{0,9}(?:0\s{0,9})?\))\s{0,9};?\s*$/],
  [
    /\.py$/i,
    /^(?:(?:sys\.)?exit\s{0,9}\(\s{0,9}(?:(?:0|None)\s{0,9})?\)|os\._exit\s{0,9}\(\s{0,9}0\s{0,9}\)|quit\s{0,9}\(\s{0,9}(?:0\s{0,9})?\)|raise\s{1,9}SystemExit(?:\s{0,9}\(\s{0,9}(?:0\s{0,9})?\))?)\s{0,9};?\s*$/,
  ],
  [/\.rb$/i, /^exit!?(?:\s{0,9}\(?\s{0,9}(?:0|true)\s{0,9}\)?)?\s*$/],
  [/\.(?:sh|bash|bats)$/i, /^exit(?:\s{1,9}0)?\s{0,9};?\s*$/],
];
/** Words by which a program may be meant to end at once. */
const MAY_END =
  /\b(?:exit|quit|abort|terminat|stop|disabl|deactivat|skip|bail|early|short-?circuit|no-?op|noop|stub|return\s+code|do(?:es)?\s+nothing|dummy|deprecat)\w*/i;

/** Lines at the left edge that end the program with success and have code behind them. */
function exitsIn(path: string, text: string): number {
  const [, exit] = EXITS.find(([files]) => files.test(path)) ?? [];
  if (exit === undefined) return 0;
  const lines = partsOf(path, text).code.split(/\r?\n/);
  const isShell = /\.(?:sh|bash|bats)$/i.test(path);
  const whole = isShell ? text.split(/\r?\n/) : [];
  const goesOnFrom = lines.findLastIndex((line) => goesOn(line, path));
  let [found, depth, hereEnd]: [number, number, string | null] = [0, 0, null];
  const last = lines.findLastIndex((line) => /\w/.test(line));
  for (const [at, line] of lines.entries()) {
    if (hereEnd !== null) {
      if (line.trim() === hereEnd) hereEnd = null;
      continue;
    }
    const isBehind = at >= last || at >= goesOnFrom;
    if (depth === 0 && !isBehind && exit.test(closedUp(line)) && !HANGS.test(lines[at - 1] ?? '')) found++;
    if (isShell) {
      hereEnd = /<<-?\s*\\?["']?(\w+)/.exec((whole[at] ?? '').replace(/#.*$/, ''))?.[1] ?? null;
      depth +=
        count(line, /(?:^|[;&|()\s])(?:if|case|do|\{)(?=\s|$|;)/g) -
        count(line, /(?:^|[;&|\s])(?:fi|esac|done|\})(?=\s|$|[;)&|])/g);
    } else depth += count(line, /[{([]/g) - count(line, /[})\]]/g);
  }
  return found;
}

/** What the next line belongs to. */
const HANGS = /(?:&&|\|\||\\|\belse|^\s*(?:if|while|for)\b.*\))\s*$/;
/** Functions of a script are known before they stand there: behind the end there may be those that it calls. */
const goesOn = (line: string, path: string): boolean =>
  !isScript(path) || (/^[^\s})\]]/.test(line) && !/^(?:async\s+)?function\b/.test(line));

const count = (line: string, pattern: RegExp): number => line.match(pattern)?.length ?? 0;

/** How a file has come to end its program before its own end, a sentence; null where it has not. */
export function endsEarly(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || MAY_END.test(asked)) return null;
  if (exitsIn(path, text) <= exitsIn(path, before)) return null;
  return `it ends the program with success as soon as it is ${isTestFile(path) ? 'run' : 'loaded'}, before the rest of it`;
}
