import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flag, integer, listOf, matching, oneOf, shaped, text, UnreadablePayload, type Shape } from '#contracts';
import type { SavedDatabase } from '#persistence';
import type { SavedWorkspace } from '#workspace';
import { WrongUsage } from '../exit-codes.js';

const FORMAT = 1;
export const MANIFEST = 'backup.json';
const PATH = 4096;

/** What a backup says of itself. It is written last: a folder without it is no backup. */
export interface Manifest {
  readonly format: number;
  readonly version: string;
  readonly made_at: string;
  readonly database: SavedDatabase;
  readonly scratch_dir: string;
  readonly workspaces: readonly SavedWorkspace[];
}

const readHead = shaped({ format: integer(1, 1e6), version: text(100) });
const readRest: Shape<Omit<Manifest, 'format' | 'version'>> = shaped({
  made_at: matching(/^\d{4}-\d\d-\d\dT[\d:.]{8,18}Z$/),
  database: shaped({
    kind: oneOf(['sqlite', 'postgres']),
    file: matching(/^loom\.(?:db|pgdump)$/),
    migrations: listOf(text(200), 10_000),
  }),
  scratch_dir: text(PATH),
  workspaces: listOf(shaped({ id: matching(/^[0-9a-f]{8,64}$/), path: text(PATH), inScratch: flag }), 1e6),
});

export const manifestOf = (about: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...about });

/** @throws WrongUsage where the folder is no backup, or one of another form, or a damaged one. */
export async function readManifest(folder: string): Promise<Manifest> {
  const said = await readFile(join(folder, MANIFEST), 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new WrongUsage(
      `${folder} is not a whole backup: it has no ${MANIFEST} (${code ?? 'unknown reason'})`,
      'Name a folder that `loom backup` has made.',
    );
  });
  try {
    const value: unknown = JSON.parse(said);
    const head = readHead(value, '');
    if (head.format === FORMAT) return { ...head, ...readRest(value, '') };
    throw new WrongUsage(
      `${folder} was made by Loom ${head.version}, in a form that this one does not know`,
      'Restore it with that version or a later one.',
    );
  } catch (error) {
    if (!(error instanceof UnreadablePayload || error instanceof SyntaxError)) throw error;
    throw new WrongUsage(
      `${join(folder, MANIFEST)} is damaged: ${error.message}`,
      'Restore an older backup, and check the disk before anything else.',
    );
  }
}
