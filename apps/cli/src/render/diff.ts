import type { Colors } from '../output.js';
import { clean } from './text.js';

/** A unified diff for a terminal. */
export function diffLines(diff: string, colors: Colors): string[] {
  let inHunk = false;
  const lines = diff.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((raw) => {
    const line = clean(raw);
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
