import { isCode, isLockFile } from '../file-kinds.js';

/* A file of which every line is indented anew, where one thing in it was to change. Pure, linear. */

const OPENING =
  /^(?:please\s{1,9})?(?:in\s{0,9},?\s{1,9})?(?:set|change|bump|increase|decrease|raise|lower|add|insert|append)\b/i;
/** Words by which a file may be written anew, or its form be what is wrong. */
const MAY_CHANGE =
  /\b(?:format|indent|prettier|lint|eslint|styl|black\b|ruff|gofmt|spaces?\b|tabs?\b|whitespace|rewrit|refactor|restructur|reorgan|wrap|nest|convert|migrat|porting|translat|moderni|clean|tidy|simplif|replac|standard|convention|conform|consisten|normali|generat|editorconfig|syntax|error|broken|pars|invalid|yaml|pep|biome|code quality|readab|whole|entire|new version)\w*/i;
const LEAST = 3;

interface Line {
  readonly indent: string;
  readonly says: string;
}

const linesOf = (text: string): Line[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const says = line.trim();
    // What goes on a remark stands where that does.
    return says === '' || says.startsWith('*') ? [] : [{ indent: /^\s*/.exec(line)?.[0] ?? '', says }];
  });

/** What one step to the right is; null where lines disagree on blanks or tabs, or none is indented. */
function unitOf(lines: readonly Line[]): string | null {
  const indents = lines.map(({ indent }) => indent).filter((indent) => indent !== '');
  if (indents.length === 0 || !indents.every((indent) => /^(?: +|\t+)$/.test(indent))) return null;
  const [least = ''] = [...indents].sort((a, b) => a.length - b.length);
  return indents.every((indent) => indent[0] === least[0] && indent.length % least.length === 0) ? least : null;
}

/** Whether the first order changes one thing, and no other word can mean the form of all. */
export const changesOne = (asked: string): boolean => OPENING.test(asked.trim()) && !MAY_CHANGE.test(asked);

/** How a file is indented now and was not, a sentence; null where it is as before, or nobody can say. */
export function indentedAnew(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || !(isCode(path) || /\.(?:json|css|scss|html?)$/i.test(path)) || isLockFile(path)) return null;
  if (!changesOne(asked)) return null;
  const [were, are] = [linesOf(before), linesOf(text)];
  const [was, is] = [unitOf(were), unitOf(are)];
  if (was === null || is === null || was === is) return null;
  const now = new Map<string, Set<string>>();
  for (const { indent, says } of are) now.set(says, (now.get(says) ?? new Set()).add(indent));
  let moved = 0;
  for (const { indent, says } of were) {
    const places = now.get(says);
    if (places === undefined) continue;
    if (!places.has(is.repeat(indent.length / was.length))) return null;
    if (indent !== '') moved++;
  }
  const told = (unit: string): string => (unit.startsWith('\t') ? 'tabs' : `${unit.length} blanks`);
  return moved < LEAST ? null : `every line is indented by ${told(is)} now, and was by ${told(was)}`;
}
