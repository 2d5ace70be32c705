import type { CheckResult } from '#domain';
import { linesByFile, type DiffLines } from '../diff-lines.js';
import { listed, unasked } from '../doubt.js';
import { isTestFile } from '../file-kinds.js';
import type { Stated } from '../stated/fact.js';
import { timesOf } from '../times-of.js';

/* Functions and classes that are lost, where only something was to be added, or only others were to go. Pure. */

const ADDS = /\b(?:add|append|extend|implement|introduce|include|insert|also)\w{0,3}\b/i;
/** Words that may mean that something goes. */
const TAKES =
  /\b(?:remov|delet|renam|replac|refactor|rewrit|restructur|mov|split|merg|inlin|extract|simplif|clean|drop|convert|port|migrat|instead|redesign|overhaul|rework|reimplement|consolidat|dedup|duplicat|unif|chang|reduc|unus|dead|obsolete|deprecat)\w{0,8}\b/i;
/** Words by which something may take the place of what is there. */
const MAY_TAKE = /\b(?:us(?:e|es|ing)|switch\w{0,3}|turn\w{0,3}|make|into|not|no longer|only|as)\b/i;
const DEFINES =
  /^\s{0,40}(?:export\s{1,3})?(?:default\s{1,3})?(?:pub(?:\(\w+\))?\s{1,3})?(?:public\s{1,3}|static\s{1,3}|async\s{1,3}){0,3}(?:def|class|function\*?|func|fn|interface|struct|enum|trait|type)\s{1,3}(?:\([^)\n]{0,80}\)\s{1,3})?([A-Za-z_$][\w$]{0,80})|^\s{0,4}(?:export\s{1,3})?const\s{1,3}([A-Za-z_$][\w$]{0,80})\s{0,3}=\s{0,3}(?:async\s{0,3})?(?:\(|function\b|\w+\s{0,3}=>)/;

export function definitionsKept(diff: string, asked: string, goal: Stated): CheckResult[] {
  const swept = goneBeside(diff, goal);
  if (swept.length > 0) {
    const what = listed(swept.map(({ name, path }) => `${name} in ${path}`));
    const paths = [...new Set(swept.map(({ path }) => path))];
    return [unasked('definitions', `gone, though only others were to be removed: ${what}`, paths, 'certain')];
  }
  if (!ADDS.test(asked) || TAKES.test(asked)) return [];
  const files = linesByFile(diff);
  const written = countsIn([...files.values()].flatMap(({ added }) => added).join('\n'));
  const lost = [...files].flatMap(([path, lines]) => lostIn(lines, written).map((name) => ({ name, path })));
  if (files.size === 0) return [];
  if (lost.length === 0) return [{ name: 'definitions', passed: true, detail: 'none is lost' }];
  const paths = [...new Set(lost.map(({ path }) => path))];
  const what = listed(lost.map(({ name, path }) => `${name} in ${path}`));
  if (MAY_TAKE.test(asked)) return [unasked('definitions', `takes definitions away (${what})`, paths, 'doubtful')];
  return [unasked('definitions', `gone, though only something was to be added: ${what}`, paths, 'certain')];
}

/** What went along with what was to be removed, and was no part of it. */
function goneBeside(diff: string, { facts, isWhole }: Stated): { readonly name: string; readonly path: string }[] {
  const named = facts.flatMap((fact) => (fact.kind === 'undefined' ? [fact] : []));
  if (!isWhole || named.length === 0 || facts.some(({ kind }) => kind !== 'undefined' && kind !== 'changed')) return [];
  const files = linesByFile(diff);
  const written = countsIn([...files.values()].flatMap(({ added }) => added).join('\n'));
  return [...files].flatMap(([path, lines]) => {
    const own = named.filter((fact) => path === fact.path || path.endsWith(`/${fact.path}`));
    if (own.length === 0 || isTestFile(path)) return [];
    const removed = countsIn(lines.removed.join('\n'));
    return lostIn(lines, written).flatMap((name) => {
      const isOfIt = own.some((fact) => name.toLowerCase().includes(fact.name.toLowerCase()));
      // What the removed code itself used has nobody left to use it.
      return isOfIt || (removed.get(name) ?? 0) > 1 ? [] : [{ name, path }];
    });
  });
}

/** `written`: the words of what was added. */
export const lostIn = ({ removed }: DiffLines, written: ReadonlyMap<string, number>): string[] => [
  ...new Set(
    removed.flatMap((line) => {
      const found = DEFINES.exec(line);
      const name = found?.[1] ?? found?.[2];
      return name === undefined || written.has(name) ? [] : [name];
    }),
  ),
];

/** How often each word stands there. */
export const countsIn = (text: string): ReadonlyMap<string, number> => timesOf(text.match(/[\w$]+/g) ?? []);
