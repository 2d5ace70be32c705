import { isTestFile } from './file-kinds.js';

/* Functions of which the name is left and the work is gone. Pure, linear. */

/** Words by which a body may go, or become another's. */
const MAY_GO =
  /\b(?:remov|delet|drop|empt|clear|disabl|deactivat|turn\w*\s+off|stub|mock|skeleton|scaffold|placeholder|no-?op|noop|dummy|fake|skip|bypass|deprecat|abstract|interface|protocol|move|moving|extract|delegat|inline|simplif|refactor|restructur|rewrit|replac|split|clean|strip|reset|start\w*\s+over|exercise|template|do(?:es)?\s+nothing|nothing|not\s+implemented|unimplemented|unused|dead)\w*/i;
const NOTHING = /^(?:pass|\.{3}|return(?:\s+(?:None|null|undefined))?;?|raise NotImplementedError\b.*)$/;
const LEAST_LINES = 3;

/** Python only: elsewhere an indentation says nothing. */
const DEFINES = /^(\s*)(?:async\s+)?def\s+(\w+)\s*\(.*\).*:\s*$/;

interface Body {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Bodies by the lines of a file, without remarks and what only describes. */
export function bodiesIn(text: string): Body[] {
  const lines = text.replace(/^[ \t]*("""|''')[\s\S]*?\1[ \t]*$/gm, '').split(/\r?\n/);
  const found: { name: string; lines: string[]; indent: number }[] = [];
  const open: typeof found = [];
  for (const line of lines) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    while (open.length > 0 && indent <= (open.at(-1)?.indent ?? -1)) open.pop();
    for (const one of open) one.lines.push(line.trim());
    const defined = DEFINES.exec(line);
    if (defined === null) continue;
    const one = { name: defined[2] ?? '', lines: [], indent };
    found.push(one);
    open.push(one);
  }
  return found;
}

/** Of a name that stands there twice nobody knows which is which. */
const byName = (bodies: readonly Body[]): Map<string, readonly string[] | null> => {
  const all = new Map<string, readonly string[] | null>();
  for (const { name, lines } of bodies) all.set(name, all.has(name) ? null : lines);
  return all;
};

/** How functions that did something do nothing any more, a sentence; null where none does, or that may be wanted. */
export function guttedBodies(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || !path.endsWith('.py') || isTestFile(path) || MAY_GO.test(asked)) return null;
  const has = byName(bodiesIn(text));
  const gone = [...byName(bodiesIn(before))].flatMap(([name, lines]) => {
    const left = has.get(name) ?? null;
    const isNothing = left !== null && left.length > 0 && left.every((line) => NOTHING.test(line));
    return isNothing && lines !== null && lines.length >= LEAST_LINES && !lines.every((line) => NOTHING.test(line))
      ? [name]
      : [];
  });
  return gone.length === 0 ? null : `the body of ${gone.slice(0, 5).join(', ')} is gone, and only the name is left`;
}
