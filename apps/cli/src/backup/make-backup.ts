import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DataDirLock } from '#bootstrap';
import type { LoomConfig } from '#config';
import { saveDatabase } from '#persistence';
import { TreeBackup, wholeOnDisk } from '#workspace';
import { WrongUsage } from '../exit-codes.js';
import { makeFolder, refuseUnusable } from '../make-folder.js';
import { version } from '../version.js';
import { MANIFEST, manifestOf, type Manifest } from './manifest.js';

/** Into a folder that is there only once all of it is. `say` is told what comes next. */
export async function makeBackup(config: LoomConfig, wanted: string, say: (line: string) => void): Promise<Manifest> {
  const target = resolve(wanted);
  await refuseTarget(config, target);
  await DataDirLock.refuseElsewhere(config.dataDir);
  // Nobody else's: two backups at once do not meet.
  const aside = `${target}.${randomBytes(4).toString('hex')}.unfinished`;
  await makeFolder(aside, 0o700);
  try {
    const trees = new TreeBackup(config.dataDir, config.workspace.scratchDir, aside);
    say('copying the files of all work');
    await trees.before();
    say('copying the database');
    const { databasePath: path, databaseUrl: url } = config.memory;
    const database = await saveDatabase({ path, ...(url === undefined ? {} : { url }) }, aside);
    say('copying what was added meanwhile');
    const workspaces = await trees.after();
    if (config.source !== null) await copyFile(config.source, join(aside, 'loom.toml'));
    say('checking the copy');
    await trees.check();
    const { scratchDir } = config.workspace;
    const made_at = new Date().toISOString();
    const manifest = manifestOf({ version: version(), made_at, database, scratch_dir: scratchDir, workspaces });
    await writeDurably(join(aside, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await wholeOnDisk(aside);
    // Takes the place of nothing, or of an empty folder.
    await rename(aside, target).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOTEMPTY' ? holdsSomething(target) : error;
    });
    await wholeOnDisk(dirname(target));
    return manifest;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

const holdsSomething = (target: string): WrongUsage =>
  new WrongUsage(`${target} holds something already`, 'Name a folder that is new or empty.');

async function refuseTarget({ dataDir, workspace }: LoomConfig, target: string): Promise<void> {
  await refuseUnusable(target);
  if (existsSync(target) && (await readdir(target)).length > 0) throw holdsSomething(target);
  const parts = [...['trees', 'slots', 'redis'].map((name) => join(dataDir, name)), workspace.scratchDir];
  const inside = parts.find((part) => target === part || target.startsWith(`${part}/`));
  if (inside !== undefined)
    throw new WrongUsage(
      `${target} lies in ${inside}, which is backed up or comes and goes`,
      'Name a folder elsewhere, best on another disk.',
    );
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
