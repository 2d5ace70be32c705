import { findEdit } from './find-edit.js';

/** A unified diff, or search/replace blocks, where the text of a file belongs. Pure. */
export function looksLikePatch(path: string, content: string): boolean {
  if (/\.(?:diff|patch|rej|md|markdown|rst)$/i.test(path)) return false;
  const start = content.trimStart();
  if (/^<{5,9} ?(?:SEARCH|ORIGINAL|HEAD)\b/m.test(start) && /^={5,9}$/m.test(start) && /^>{5,9} ?\w/m.test(start))
    return true;
  if (/\.txt$/i.test(path)) return false;
  if (start.startsWith('*** Begin Patch')) return true;
  return (
    /^(?:diff --git .*\n(?:.*\n){0,4})?--- .+\n\+\+\+ .+\n@@ /.test(start) ||
    /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/.test(start)
  );
}

/** The text after every hunk of a unified diff found its one exact place; null when one did not. Pure. */
export function applyPatch(text: string, patch: string): string | null {
  const hunks = hunksOf(patch);
  if (hunks === null || hunks.length === 0) return null;
  let current = text;
  for (const { before, after } of hunks) {
    const edit = findEdit(current, before, after);
    if (edit.kind !== 'edited' || edit.relaxed.length > 0) return null;
    current = edit.text;
  }
  return current;
}

function hunksOf(patch: string): { before: string; after: string }[] | null {
  const hunks: { before: string[]; after: string[] }[] = [];
  for (const line of patch.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n')) {
    const hunk = hunks.at(-1);
    if (line.startsWith('@@')) hunks.push({ before: [], after: [] });
    else if (hunk === undefined || line.startsWith('\\')) continue;
    else if (line.startsWith('-')) hunk.before.push(line.slice(1));
    else if (line.startsWith('+')) hunk.after.push(line.slice(1));
    else if (line.startsWith(' ') || line === '') {
      hunk.before.push(line.slice(1));
      hunk.after.push(line.slice(1));
    } else return null;
  }
  return hunks.map(({ before, after }) => ({ before: before.join('\n'), after: after.join('\n') }));
}
