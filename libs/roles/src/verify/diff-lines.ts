/** Lines a diff adds to a file and takes from it, without their signs. */
export interface DiffLines {
  readonly added: string[];
  readonly removed: string[];
}

/** Longer lines are data. */
const LONGEST_LINE = 400;

/** By the file's new path; a deleted file is not among them. Pure. */
export function linesByFile(diff: string): Map<string, DiffLines> {
  const files = new Map<string, DiffLines>();
  let lines: DiffLines = { added: [], removed: [] };
  let isHead = true;
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --git ')) {
      lines = { added: [], removed: [] };
      isHead = true;
    } else if (isHead && line.startsWith('+++ ')) {
      if (line !== '+++ /dev/null') files.set(line.slice(4).replace(/^b\//, '').trim(), lines);
    } else if (line.startsWith('@@')) isHead = false;
    else if (isHead) continue;
    else if (line.startsWith('+')) lines.added.push(line.slice(1, LONGEST_LINE));
    else if (line.startsWith('-')) lines.removed.push(line.slice(1, LONGEST_LINE));
  }
  return files;
}
