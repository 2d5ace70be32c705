import type { CheckResult } from '#domain';
import { linesByFile, type DiffLines } from './diff-lines.js';
import { listed, unasked } from './doubt.js';

/* Functions and classes that a rewrite has lost, where only something was to be added. Pure. */

const ADDS = /\b(?:add|append|extend|implement|introduce|include|insert|also)\w{0,3}\b/i;
/** Words that may mean that something goes. */
const TAKES =
  /\b(?:remov|delet|renam|replac|refactor|rewrit|restructur|mov|split|merg|inlin|extract|simplif|clean|drop|convert|port|migrat|instead|redesign|overhaul|rework|reimplement|consolidat|dedup|duplicat|unif|chang|reduc|unus|dead|obsolete|deprecat)\w{0,8}\b/i;
/** Words by which something may take the place of what is there. */
const MAY_TAKE = /\b(?:us(?:e|es|ing)|switch\w{0,3}|turn\w{0,3}|make|into|not|no longer|only|as)\b/i;
const DEFINES =
  /^\s{0,40}(?:export\s{1,3})?(?:default\s{1,3})?(?:pub(?:\(\w+\))?\s{1,3})?(?:public\s{1,3}|static\s{1,3}|async\s{1,3}){0,3}(?:def|class|function\*?|func|fn|interface|struct|enum|trait|type)\s{1,3}(?:\([^)\n]{0,80}\)\s{1,3})?([A-Za-z_$][\w$]{0,80})|^\s{0,4}(?:export\s{1,3})?const\s{1,3}([A-Za-z_$][\w$]{0,80})\s{0,3}=\s{0,3}(?:async\s{0,3})?(?:\(|function\b|\w+\s{0,3}=>)/;

export function definitionsKept(diff: string, asked: string): CheckResult[] {
  if (!ADDS.test(asked) || TAKES.test(asked)) return [];
  const files = linesByFile(diff);
  const written = [...files.values()].flatMap(({ added }) => added).join('\n');
  const lost = [...files].flatMap(([path, lines]) => lostIn(lines, written).map((name) => ({ name, path })));
  if (files.size === 0) return [];
  if (lost.length === 0) return [{ name: 'definitions', passed: true, detail: 'none is lost' }];
  const paths = [...new Set(lost.map(({ path }) => path))];
  const what = listed(lost.map(({ name, path }) => `${name} in ${path}`));
  if (MAY_TAKE.test(asked)) return [unasked('definitions', `takes definitions away (${what})`, paths, 'doubtful')];
  return [unasked('definitions', `gone, though only something was to be added: ${what}`, paths, 'certain')];
}

const lostIn = ({ removed }: DiffLines, written: string): string[] => [
  ...new Set(
    removed.flatMap((line) => {
      const found = DEFINES.exec(line);
      const name = found?.[1] ?? found?.[2];
      return name === undefined || mentions(written, name) ? [] : [name];
    }),
  ),
];

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
