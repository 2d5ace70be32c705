import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataDirLock } from '#bootstrap';
import type { LoomConfig } from '#config';
import { checkRestore, openDatabase, restoreDatabase, SqlTaskStore } from '#persistence';
import { GitTreeStore, isBlank, restorePrompts, restoreScratch, restoreTrees } from '#workspace';
import { WrongUsage } from '../exit-codes.js';
import { readManifest, type Manifest } from './manifest.js';

export interface Restored {
  readonly manifest: Manifest;
  /** Folders that are not there, or empty. */
  readonly missing: readonly string[];
  /** Those of them that were filled. */
  readonly filled: readonly string[];
}

/**
 * Puts a backup where the configuration says Loom's data is; there must be none. The database comes last: until then
 * there is nothing that a server would start with.
 */
export async function restoreBackup(
  config: LoomConfig,
  wanted: string,
  of: { folders: boolean; say: (line: string) => void },
): Promise<Restored> {
  const backup = resolve(wanted);
  const manifest = await readManifest(backup);
  const { dataDir, workspace, memory } = config;
  const at = { path: memory.databasePath, ...(memory.databaseUrl === undefined ? {} : { url: memory.databaseUrl }) };
  const trees = join(dataDir, 'trees');
  if (!(await isBlank(trees)))
    throw new WrongUsage(
      `there are trees of earlier work in ${trees}`,
      'Move that folder away, or name another [memory] database_path.',
    );
  if (manifest.workspaces.some((one) => one.inScratch) && manifest.scratch_dir !== workspace.scratchDir)
    throw new WrongUsage(
      `folders of the backup belong in ${manifest.scratch_dir}, and this configuration's scratch folder is ${workspace.scratchDir}`,
      `Set [workspace] scratch_dir = "${manifest.scratch_dir}".`,
    );
  await checkRestore(manifest.database, at);
  const lock = await DataDirLock.take(dataDir);
  const aside = join(dataDir, `trees.${randomBytes(4).toString('hex')}`);
  try {
    of.say('copying and checking the files of all work');
    await restoreTrees(backup, aside);
    await restorePrompts(backup, dataDir);
    await restoreScratch(backup, workspace.scratchDir);
    if (existsSync(trees)) await rmdir(trees);
    await rename(aside, trees);
    of.say('restoring the database');
    await restoreDatabase(manifest.database, backup, at).catch(async (error: unknown) => {
      await rename(trees, aside);
      throw error;
    });
    const missing = await missingOf(manifest);
    const filled = of.folders ? await fill(config, at, missing) : [];
    return { manifest, missing: missing.map(({ path }) => path), filled };
  } finally {
    await rm(aside, { recursive: true, force: true });
    lock.release();
  }
}

async function missingOf({ workspaces }: Manifest): Promise<Manifest['workspaces']> {
  const blank = await Promise.all(workspaces.map(({ path }) => isBlank(path).catch(() => false)));
  return workspaces.filter((_, n) => blank[n] === true);
}

/** As they were after what landed last. */
async function fill(
  { dataDir, workspace }: LoomConfig,
  at: { path: string; url?: string },
  missing: Manifest['workspaces'],
): Promise<string[]> {
  const store = new SqlTaskStore(await openDatabase(at));
  try {
    const trees = new GitTreeStore({ dataDir, scratchDir: workspace.scratchDir });
    const filled: string[] = [];
    for (const { id: workspaceId, path } of missing) {
      const tip = await store.workspaceTip(workspaceId);
      if (tip !== null && (await trees.fill({ workspaceId, path, commit: tip.commit }))) filled.push(path);
    }
    return filled;
  } finally {
    await store.close();
  }
}
