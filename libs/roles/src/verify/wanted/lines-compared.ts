import type { CheckResult } from '#domain';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';
import { show } from '../stated/problem.js';

/* "Write the lines of a.txt that are not in b.txt to c.txt": those, all of them, and no other. */

const LINES = '(?:lines|names|words|entries|items|numbers|values|addresses|emails)';
const START = `^(?:please\\s+)?(?:write|put|save|list|copy|extract|store)\\s+(?:all\\s+)?(?:of\\s+)?(?:the\\s+)?${LINES}\\s+`;
const BE = '(?:that|which)\\s+(?:are|appear|occur|stand|exist)';
const TO = `\\s+(?:to|into|in)\\s+(?:a\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(${FILE})\\s*(?:,?\\s*(?:one|each)\\s+(?:per|on|a)\\s+[\\w\\s]{1,30})?[.!]?$`;
const FORMS = [
  new RegExp(`${START}(?:of|from|in)\\s+(${FILE})\\s+${BE}\\s+(not|also|too)\\s+in\\s+(${FILE})${TO}`, 'i'),
  new RegExp(`${START}${BE}\\s+in\\s+(${FILE}),?\\s+(but\\s+not)\\s+(?:in\\s+)?(${FILE})${TO}`, 'i'),
  new RegExp(`${START}${BE}\\s+(?:both\\s+in|in\\s+both)\\s+(${FILE})\\s+(and)\\s+(?:in\\s+)?(${FILE})${TO}`, 'i'),
];

export interface Compared {
  readonly from: string;
  readonly other: string;
  readonly to: string;
  /** Those that the other file has, too, or those that it has not. */
  readonly isShared: boolean;
}
/** Pure. */
export function comparedIn(told: string): Compared | null {
  const masked = mask(told);
  for (const form of FORMS) {
    const match = form.exec(masked.text.trim());
    if (match === null) continue;
    const [from, other, to] = standingFor(match[0], masked, 'F');
    if (from === undefined || other === undefined || to === undefined || to === from || to === other) return null;
    return { from, other, to, isShared: !/\bnot\b/i.test(match[2] ?? '') };
  }
  return null;
}

export const MARK = /^(?:[-*+•]|\d{1,4}[.)])\s+/;
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Null where it holds what it is to, by letters as they are or whatever their case. Pure. */
export function comparedProblem(
  { to, isShared }: Compared,
  from: string,
  other: string,
  result: string,
): string | null {
  const problems = [(line: string) => line, (line: string) => line.toLowerCase()].map((fold) => {
    const has = new Set(linesOf(other).map(fold));
    const wanted = linesOf(from).filter((line) => has.has(fold(line)) === isShared);
    const known = new Set(linesOf(`${from}\n${other}`).map(fold));
    const is = linesOf(result).map((line) => (known.has(fold(line)) ? line : line.replace(MARK, '')));
    const [want, there] = [new Set(wanted.map(fold)), new Set(is.map(fold))];
    const missing = wanted.find((line) => !there.has(fold(line)));
    const extra = is.find((line) => known.has(fold(line)) && !want.has(fold(line)));
    if (missing !== undefined) return `${to} lacks ${show(missing)}`;
    return extra === undefined ? null : `${to} holds ${show(extra)}, which does not belong there`;
  });
  return problems.includes(null) ? null : (problems[0] ?? null);
}

/** `told`: the user's words. */
export async function linesCompared(files: FilesView, told: string): Promise<CheckResult[]> {
  const compared = comparedIn(told);
  if (compared === null) return [];
  const texts = await Promise.all(
    [compared.from, compared.other, compared.to].map(async (name) => {
      const [path, ...others] = files.meant(name);
      return path === undefined || others.length > 0 ? null : files.text(path);
    }),
  );
  const [from, other, result] = texts;
  if (typeof from !== 'string' || typeof other !== 'string' || typeof result !== 'string') return [];
  if (/[.](?:json|ya?ml|xml|[ct]sv)$/i.test(`${compared.from}${compared.other}${compared.to}`)) return [];
  const problem = comparedProblem(compared, from, other, result);
  return problem === null ? [] : [{ name: 'lines_compared', passed: false, detail: problem }];
}
