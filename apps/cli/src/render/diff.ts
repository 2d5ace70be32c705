import type { Colors } from '../output.js';
import { fit, visible } from './text.js';

/** A unified diff for a terminal, nothing of it left out; with `columns`, lines are cut there. */
export function diffLines(diff: string, colors: Colors, columns: number | null = null): string[] {
  let inHunk = false;
  const lines = diff.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((raw) => {
    // That a file has such line ends is worth a sign only where they change.
    const shown = visible(/^[+-]/.test(raw) ? raw : raw.replace(/\r$/, ''));
    const line = columns === null ? shown : fit(shown.replaceAll('\t', '    '), columns);
    if (line.startsWith('diff --git ')) {
      inHunk = false;
      return colors.bold(line);
    }
    if (line.startsWith('@@')) {
      inHunk = true;
      return colors.cyan(line);
    }
    if (!inHunk) return colors.dim(line);
    if (line.startsWith('+')) return colors.green(line);
    if (line.startsWith('-')) return colors.red(line);
    return line;
  });
}
