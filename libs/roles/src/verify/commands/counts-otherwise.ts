import { join } from 'node:path';
import type { VerifyWork } from '#contracts';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { allSaid } from '../asked.js';
import type { Fact, FactOf } from '../stated/fact.js';
import { items } from '../stated/count-problem.js';
import { textAt } from '../walk.js';
import type { Ran } from './run-checks.js';

/*
 * A check of the plan that demands another number of lines than the user: "three lines", and
 * `test $(wc -l < a.txt) -eq 4`. No work meets both, and the user's word goes before the plan's.
 */

const FILE = `["']?(?<path>[\\w@./-]{1,200})["']?`;
const COUNTED = [
  `wc\\s+-l\\s*<\\s*${FILE}`,
  `wc\\s+-l\\s+${FILE}\\s*\\|\\s*(?:awk\\s+'\\{\\s*print\\s+\\$1;?\\s*\\}'|cut\\s+-d\\s?["']?\\s["']?\\s+-f\\s?1)`,
  `cat\\s+${FILE}\\s*\\|\\s*wc\\s+-l`,
  `grep\\s+-c\\s+(?:""|''|"?\\.\\+?"?|'\\.\\+?'|"?\\^"?|'\\^')\\s+${FILE}`,
];
const TRIMMED = `(?:\\s*\\|\\s*(?:tr\\s+-d\\s+["'](?:\\s|\\[:(?:space|blank):\\])["']|xargs))?`;
const NUMBER = `["']?(?<n>\\d{1,6})["']?`;
const THERE = `(?:(?:test\\s+-[efs]|\\[\\s+-[efs])\\s+[\\w"'@./-]{1,200}(?:\\s+\\])?\\s*&&\\s*)?`;
const FORMS = COUNTED.flatMap((counted) => [
  `(?:test|\\[\\[?)\\s+["']?\\$\\(\\s*${counted}${TRIMMED}\\s*\\)["']?\\s+(?:-eq|={1,2})\\s+${NUMBER}(?:\\s+\\]\\]?)?`,
  `(?:test|\\[\\[?)\\s+${NUMBER}\\s+(?:-eq|={1,2})\\s+["']?\\$\\(\\s*${counted}${TRIMMED}\\s*\\)["']?(?:\\s+\\]\\]?)?`,
  `${counted}${TRIMMED}\\s*\\|\\s*grep\\s+-[qxwE]{1,4}\\s+["']?\\^?${NUMBER}\\$?["']?`,
]).map((form) => new RegExp(`^${THERE}${form}$`));

/** The file and the number of lines that a command asks for, and nothing else; null for any other. Pure. */
export function linesDemanded(command: string): { readonly path: string; readonly n: number } | null {
  if (command.length > 500) return null;
  for (const form of FORMS) {
    const { path, n } = form.exec(command.trim())?.groups ?? {};
    if (path !== undefined && n !== undefined) return { path: path.replace(/^\.\//, ''), n: Number(n) };
  }
  return null;
}

type OfLines = FactOf<'items'>;
/** How many lines the facts want of a file; null where they do not say, or say several things. */
function linesWanted(facts: readonly Fact[], path: string): OfLines | null {
  const isIt = (name: string): boolean => name === path || path.endsWith(`/${name}`) || name.endsWith(`/${path}`);
  const found = facts.flatMap((fact): OfLines[] => {
    if (fact.kind === 'items' && isIt(fact.path)) return fact.of === 'lines' && fact.least === fact.most ? [fact] : [];
    if (fact.kind !== 'content' || !isIt(fact.path)) return [];
    const n = fact.text.trim().split('\n').length;
    return [{ kind: 'items', path: fact.path, of: 'lines', least: n, most: n, header: false }];
  });
  const counts = new Set(found.map(({ least }) => least));
  return counts.size === 1 ? (found[0] ?? null) : null;
}

/** Puts a note in the place of a failure that only says that the user's number is not the plan's. */
export async function heardByTheGoal(ran: readonly Ran[], work: VerifyWork, tree: AttemptTree): Promise<Ran[]> {
  if (work.instructions.length > 0 || ran.every(({ result }) => result.passed)) return [...ran];
  const [goal] = allSaid(work);
  const heard: Ran[] = [];
  for (const one of ran) {
    const demanded = one.result.passed ? null : linesDemanded(one.command);
    const wanted = demanded === null ? null : linesWanted(goal?.facts ?? [], demanded.path);
    const text = demanded === null || wanted === null ? null : await textAt(join(tree.root, demanded.path));
    const isMet =
      demanded !== null &&
      wanted !== null &&
      text !== null &&
      wanted.least !== demanded.n &&
      items(wanted, demanded.path, text) === null;
    if (!isMet) heard.push(one);
    else {
      const detail = `says nothing: it wants ${demanded.n} lines of ${demanded.path}, and the goal ${wanted.least}, which are there`;
      const { name } = one.result;
      heard.push({ ...one, isHere: false, result: { name, passed: true, proves: false, skipped: true, detail } });
    }
  }
  return heard;
}
