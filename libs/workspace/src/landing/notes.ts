import { lstatSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { LandingNote } from '#domain';
import { joinBytes, parentOf, shown, type BytePath } from '../byte-path.js';
import type { Trees } from '../git/trees.js';
import type { Plan } from './folder-writer.js';
import { installationOf } from './lock-files.js';
import { windowsProblem } from './windows-names.js';

/** Of one kind; a note more says how many there are beyond. */
const MAX_NAMED = 10;

/**
 * What the user may want to know or do once the plan is carried out in the folder `root`; no key where there is
 * nothing.
 */
export async function notesOf(trees: Trees, root: string, plan: Plan): Promise<{ notes?: LandingNote[] }> {
  const notes = [
    ...bounded(await installs(trees, root, plan)),
    ...bounded(await windowsNames(trees, plan)),
    ...bounded(hardLinks(root, plan)),
  ];
  return notes.length === 0 ? {} : { notes };
}

/** Lock files whose dependencies are installed in the folder, and are not part of what landed. */
async function installs(trees: Trees, root: string, { to: { files }, operations }: Plan): Promise<LandingNote[]> {
  const notes: LandingNote[] = [];
  for (const { path, to } of operations) {
    const installation = to === null || to.link ? null : installationOf(lastOf(path));
    if (installation === null) continue;
    const place = parentOf(path);
    for (const name of installation.folders) {
      const folder = place === '' ? name : `${place}/${name}`;
      if ((await trees.lookup(files, folder)) !== null || !(await exists(root, folder))) continue;
      const command = installation.command(name);
      const where = place === '' ? '' : ` in ${shown(place)}`;
      const says = `${shown(path)} has changed: run ${command}${where} to bring ${shown(folder)} up to date`;
      notes.push({ kind: 'install', path: shown(path), says, command });
      break;
    }
  }
  return notes;
}

/** New files and folders that a checkout on Windows could not make. */
async function windowsNames(trees: Trees, { from: { files: before }, operations }: Plan): Promise<LandingNote[]> {
  const found = new Map<BytePath, string>();
  for (const { path, from, to } of operations) {
    if (from !== null || to === null) continue;
    for (let at = path; at !== ''; at = parentOf(at)) {
      const problem = found.has(at) ? null : windowsProblem(shown(lastOf(at)));
      if (problem !== null && (await trees.lookup(before, at)) === null) found.set(at, problem);
    }
  }
  return [...found].map(([path, problem]) => {
    const says = `Windows cannot hold the name of ${shown(path)}: ${problem}`;
    return { kind: 'windows_name', path: shown(path), says };
  });
}

/** Files with another name, which keeps the old content: what is written takes the place of one name. */
function hardLinks(root: string, { operations }: Plan): LandingNote[] {
  return operations.flatMap(({ path, from, to }) => {
    if (from === null || to === null || from.link) return [];
    const stats = lstatSync(joinBytes(root, path), { throwIfNoEntry: false });
    if (stats?.isFile() !== true || stats.nlink < 2) return [];
    const says = `${shown(path)} was one file with another name (a hard link): only this name has changed`;
    return [{ kind: 'hard_link', path: shown(path), says }];
  });
}

function bounded(notes: readonly LandingNote[]): LandingNote[] {
  const next = notes[MAX_NAMED];
  if (next === undefined) return [...notes];
  const more = notes.length - MAX_NAMED;
  const says = `${more} more like ${notes[0]?.path ?? ''}, beginning with ${next.path}`;
  return [...notes.slice(0, MAX_NAMED), { kind: next.kind, path: next.path, says }];
}

const lastOf = (path: BytePath): BytePath => path.slice(path.lastIndexOf('/') + 1);

const exists = (root: string, path: BytePath): Promise<boolean> =>
  lstat(joinBytes(root, path)).then(
    () => true,
    () => false,
  );
