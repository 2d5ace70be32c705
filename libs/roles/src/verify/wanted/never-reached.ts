import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isTestFile } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';

/* New code that leaves the old one behind it, which is never reached then. */

/** Where the rest may be cut off on purpose. */
const CUTS_OFF =
  /\b(?:disabl\w*|deactivat\w*|temporar\w*|early|skip\w*|short-?circuit\w*|bypass\w*|unreachable|dead|stub\w*|mock\w*|always|(?:turn|switch)\w*\s+off|for\s+now)\b/i;

const LEAVES = { py: /^\s+(?:return|raise)\b[^\\]*$/, js: /^\s+(?:return|throw)\b[^;]*;\s*$/ };
/** What is no statement of its own, is looked up before all runs, or makes a function what it is. */
const NO_STATEMENT = /^(?:[)\]}.?:,&|+*=<>]|(?:yield|case|default|function|async\s+function|class|break|else|elif)\b)/;
/** Of a line without braces, what stands below it may be all it holds. */
const WITHOUT_BRACES = /(?:\)|\belse)\s*$/;

export interface Unreached {
  readonly line: number;
  readonly text: string;
  readonly behind: string;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBalanced = (line: string): boolean =>
  (line.match(/[([{]/g)?.length ?? 0) === (line.match(/[)\]}]/g)?.length ?? 0);

/** Statements of the text before that stand behind a new end of their block. Pure, linear. */
export function leftUnreached(path: string, text: string, before: string): Unreached[] {
  const leaves = path.endsWith('.py') ? LEAVES.py : /\.[cm]?[jt]sx?$/.test(path) ? LEAVES.js : null;
  if (leaves === null) return [];
  const [lines, code] = [text.split('\n'), partsOf(path, text).code.split('\n')];
  const old = new Set(before.split('\n').map((line) => line.trim()));
  const found: Unreached[] = [];
  let last: number | null = null;
  let above = '';
  for (const [at, line] of code.entries()) {
    if (line.trim() === '') continue;
    const [own, end] = [(lines[at] ?? '').trim(), last === null ? '' : (lines[last] ?? '').trim()];
    const isBehind = last !== null && indentOf(line) === indentOf(code[last] ?? '');
    if (isBehind && !NO_STATEMENT.test(line.trim()) && old.has(own) && !old.has(end))
      found.push({ line: at + 1, text: own, behind: end });
    const isEnd = leaves.test(line) && isBalanced(line) && !(leaves === LEAVES.js && WITHOUT_BRACES.test(above));
    last = isEnd ? at : null;
    above = line;
  }
  return found;
}

/** `told`: the user's words. */
export async function oldCodeReached(files: FilesView, told: string): Promise<CheckResult[]> {
  if (CUTS_OFF.test(told)) return [];
  const faults: string[] = [];
  for (const { path, operation } of files.changes.slice(0, 100)) {
    if (operation !== 'modify' || isTestFile(path)) continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before !== 'string' || now === null) continue;
    for (const { line, text, behind } of leftUnreached(path, now, before))
      faults.push(`line ${line} of ${path} ("${text.slice(0, 80)}", behind "${behind.slice(0, 80)}")`);
  }
  return faults.length === 0
    ? []
    : [{ name: 'reached', passed: false, detail: `never reached any more: ${listed(faults)}` }];
}
