const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';
const isBlank = (line: string): boolean => line.trim() === '';
const width = (indent: string): number => [...indent].reduce((sum, c) => sum + (c === '\t' ? 4 : 1), 0);

/**
 * The new lines with the file's indentation instead of the model's. The matched lines give pairs (model's indent,
 * file's indent); other depths are counted in steps from them. Null when the pairs contradict each other: then the
 * depth of a line cannot be told, and in Python depth is meaning. Pure.
 */
export function reindent(
  oldLines: readonly string[],
  fileLines: readonly string[],
  newLines: readonly string[],
): string[] | null {
  const known = new Map<string, string>();
  for (const [i, line] of oldLines.entries()) {
    if (isBlank(line)) continue;
    const [mine, theirs] = [indentOf(line), indentOf(fileLines[i] ?? '')];
    if ((known.get(mine) ?? theirs) !== theirs) return null;
    known.set(mine, theirs);
  }
  const pairs = [...known].sort(([a], [b]) => width(a) - width(b));
  const base = pairs[0];
  if (base === undefined) return null;
  const steps = stepsOf(pairs, oldLines, newLines);
  const written: string[] = [];
  for (const line of newLines) {
    if (isBlank(line)) {
      written.push('');
      continue;
    }
    const indent = known.get(indentOf(line)) ?? deeper(indentOf(line), pairs, steps);
    if (indent === null) return null;
    written.push(indent + line.slice(indentOf(line).length));
  }
  return written;
}

interface Steps {
  /** Columns of one level as the model writes it. */
  readonly mine: number;
  /** One level as the file has it. */
  readonly theirs: string;
}

function stepsOf(pairs: readonly [string, string][], oldLines: readonly string[], newLines: readonly string[]): Steps {
  const [base] = pairs as [[string, string]];
  const depths = [...oldLines, ...newLines]
    .filter((line) => !isBlank(line))
    .map((line) => width(indentOf(line)) - width(base[0]))
    .filter((depth) => depth > 0);
  const mine = depths.length === 0 ? 4 : Math.min(...depths);
  for (const [index, [from, to]] of pairs.entries()) {
    const previous = pairs[index - 1];
    if (previous === undefined || !to.startsWith(previous[1])) continue;
    const levels = (width(from) - width(previous[0])) / mine;
    const grown = to.slice(previous[1].length);
    if (Number.isInteger(levels) && levels > 0 && grown.length % levels === 0 && grown.length > 0)
      return { mine, theirs: grown.slice(0, grown.length / levels) };
  }
  // One depth only: a file that uses tabs steps by tabs, and for the rest the model's own step is as good as any.
  return { mine, theirs: pairs.some(([, to]) => to.includes('\t')) ? '\t' : ' '.repeat(mine) };
}

/** An indent that no matched line has, counted in steps from the deepest matched one that is not deeper. */
function deeper(indent: string, pairs: readonly [string, string][], steps: Steps): string | null {
  const from = pairs.filter(([mine]) => width(mine) <= width(indent)).at(-1) ?? pairs[0];
  if (from === undefined) return null;
  const levels = (width(indent) - width(from[0])) / steps.mine;
  if (!Number.isInteger(levels)) {
    const extra = width(indent) - width(from[0]);
    return extra > 0 ? from[1] + ' '.repeat(extra) : null;
  }
  if (levels >= 0) return from[1] + steps.theirs.repeat(levels);
  const dropped = steps.theirs.repeat(-levels);
  return from[1].endsWith(dropped) ? from[1].slice(0, from[1].length - dropped.length) : null;
}
