import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { oneLine } from '#prompts';

/** What says nothing about a project and may be large. */
const PASSED_OVER = new Set([
  '.git',
  'node_modules',
  '__pycache__',
  '.venv',
  'venv',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  'target',
  'dist',
  '.next',
  '.cache',
]);
const MOST_AT_TOP = 80;
const MOST_INSIDE = 25;

/** Two levels of a folder, a line each; `name/` is a folder. Links are named, never followed. */
export async function listWorkspace(root: string): Promise<string[]> {
  const lines: string[] = [];
  const top = await entriesOf(root);
  for (const entry of top.slice(0, MOST_AT_TOP)) {
    lines.push(entry.name);
    if (!entry.folder || PASSED_OVER.has(entry.raw)) continue;
    const inside = await entriesOf(join(root, entry.raw));
    for (const inner of inside.slice(0, MOST_INSIDE)) lines.push(`${entry.name}${inner.name}`);
    if (inside.length > MOST_INSIDE) lines.push(`${entry.name}(${inside.length - MOST_INSIDE} more)`);
  }
  if (top.length > MOST_AT_TOP) lines.push(`(${top.length - MOST_AT_TOP} more)`);
  return lines.length === 0 ? ['(the folder is empty)'] : lines;
}

async function entriesOf(folder: string): Promise<{ raw: string; name: string; folder: boolean }[]> {
  // A folder nobody may read is shown by its name alone.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.name !== '.git')
    .map((entry) => ({
      raw: entry.name,
      name: oneLine(entry.name) + (entry.isDirectory() ? '/' : entry.isSymbolicLink() ? ' (link)' : ''),
      folder: entry.isDirectory(),
    }))
    .sort((a, b) => (a.raw < b.raw ? -1 : 1));
}
