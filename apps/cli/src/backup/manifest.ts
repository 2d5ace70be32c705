import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedDatabase } from '#persistence';
import type { SavedWorkspace } from '#workspace';
import { WrongUsage } from '../exit-codes.js';

const FORMAT = 1;
export const MANIFEST = 'backup.json';

/** What a backup says of itself. It is written last: a folder without it is no backup. */
export interface Manifest {
  readonly format: number;
  readonly version: string;
  readonly made_at: string;
  readonly database: SavedDatabase;
  readonly scratch_dir: string;
  readonly workspaces: readonly SavedWorkspace[];
}

export const manifestOf = (about: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...about });

export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new WrongUsage(
      `${folder} is not a whole backup: it has no ${MANIFEST} (${code ?? 'unknown reason'})`,
      'Name a folder that `loom backup` has made.',
    );
  }
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== FORMAT) {
    throw new WrongUsage(
      `${folder} was made by Loom ${manifest.version}, in a form that this one does not know`,
      'Restore it with that version or a later one.',
    );
  }
  return manifest;
}
