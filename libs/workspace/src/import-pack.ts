import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from '#domain';
import { nameProblem, shown } from './byte-path.js';
import { RefusedBundle, WorkspaceFailure } from './errors.js';
import type { ObjectReader } from './git/object-reader.js';
import { anchor, safeName } from './git/objects.js';
import { Quarantine } from './git/quarantine.js';
import { FILES, type Repository } from './git/repository.js';
import { isFolder, Trees } from './git/trees.js';
import { META_FILE, parseMeta } from './meta.js';
import type { ScanLimits } from './scan/candidates.js';
import { blobSizes, MAX_NEW_BYTES, MAX_NEW_PATHS } from './step-limits.js';

const MIB = 1_048_576;
const MAX_PACK_BYTES = 512 * MIB;
const MAX_OBJECTS = 400_000;
const MAX_STEPS = 1000;
/** Of what is read here: folders, commits, records. */
const MAX_OBJECT_BYTES = 32 * MIB;
const MAX_META_BYTES = 16 * MIB;

/** Takes a worker's steps as hostile: looked at in quarantine first, and only what passed becomes part of the store. */
export async function importPack(
  repo: Repository,
  of: { base: string; commit: string; bundle: Buffer; attemptId: string },
  limits: ScanLimits,
): Promise<void> {
  const [base, commit] = [of.base, of.commit].map((id) => {
    if (!/^[0-9a-f]{40}$/.test(id)) throw new RefusedBundle('a commit of the worker has no id');
    return id;
  }) as [string, string];
  if (of.bundle.length > MAX_PACK_BYTES) throw new RefusedBundle('the pack is larger than 512 MiB');
  if (!(await repo.has(base)))
    throw new RefusedBundle('the attempt is based on a commit that is not of this workspace');
  if (await isAnchored(repo, of.attemptId, commit)) return;
  const quarantine = await Quarantine.open(repo.dir);
  try {
    if (of.bundle.length > 0) await unpack(repo, quarantine.dir, of.bundle);
    await checkSteps(repo, quarantine.dir, { ...of, base, commit }, limits).catch(refuse);
    await quarantine.release();
  } finally {
    await quarantine.drop();
  }
  await anchor(repo.dir, `attempts/${safeName(of.attemptId)}/${commit}`, commit);
}

async function isAnchored(repo: Repository, attemptId: string, commit: string): Promise<boolean> {
  return (
    existsSync(join(repo.dir, 'refs', 'loom', 'attempts', safeName(attemptId), commit)) && (await repo.has(commit))
  );
}

/**
 * What git cannot get through, or within its bounds, is no step of an attempt; a full disk is no fault of the worker.
 */
function refuse(cause: unknown): never {
  if (!(cause instanceof WorkspaceFailure) || isDiskFull(cause)) throw cause;
  throw new RefusedBundle('the steps of the attempt cannot be read within bounds', { cause });
}

async function unpack(repo: Repository, quarantine: string, bundle: Buffer): Promise<void> {
  if (bundle.length < 32 || bundle.toString('latin1', 0, 4) !== 'PACK') throw new RefusedBundle('not a pack');
  if (bundle.readUInt32BE(8) > MAX_OBJECTS) throw new RefusedBundle('the pack holds too many objects');
  try {
    await repo.git.run(['index-pack', '--stdin', '--fix-thin', '--strict', `--max-input-size=${MAX_PACK_BYTES}`], {
      quarantine,
      input: bundle,
      timeoutMs: 120_000,
      bounded: true,
    });
  } catch (cause) {
    if (isDiskFull(cause)) throw cause;
    throw new RefusedBundle('the pack is damaged or holds objects that git refuses', { cause });
  }
}

async function checkSteps(
  repo: Repository,
  quarantine: string,
  { base, commit, attemptId }: { base: string; commit: string; attemptId: string },
  limits: ScanLimits,
): Promise<void> {
  const objects = repo.git.quarantined(quarantine, MAX_OBJECT_BYTES);
  try {
    // From the tip backwards, one parent each, until the base or a step that came before: nothing else may hang on it.
    const chain: string[] = [];
    let id = commit;
    let { root } = await commitOf(objects, id);
    const roots = [root];
    while (id !== base && !(await isAnchored(repo, attemptId, id))) {
      if (chain.length >= MAX_STEPS) throw new RefusedBundle('the steps of the attempt do not lead back to its base');
      chain.push(id);
      const { parents } = await commitOf(objects, id);
      if (parents.length !== 1) throw new RefusedBundle('a step of the attempt has not exactly one parent');
      id = parents[0] ?? '';
      ({ root } = await commitOf(objects, id));
      roots.push(root);
    }
    roots.reverse();
    const trees = new Trees(repo.dir, objects);
    for (let n = 1; n < roots.length; n++) {
      const blobs = await checkStep(objects, trees, roots[n - 1] ?? '', roots[n] ?? '');
      await checkSizes(repo, quarantine, blobs, limits);
    }
  } finally {
    objects.close();
  }
}

async function commitOf(objects: ObjectReader, id: string): Promise<{ root: string; parents: string[] }> {
  const object = await objects.read(id);
  if (object?.type !== 'commit') throw new RefusedBundle('a step of the attempt is missing');
  const header = object.body.toString('latin1').split('\n\n')[0] ?? '';
  const root = /^tree ([0-9a-f]{40})$/m.exec(header)?.[1] ?? '';
  return { root, parents: [...header.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] ?? '') };
}

/** Whether a step is one; answers the files it brings. */
async function checkStep(objects: ObjectReader, trees: Trees, before: string, after: string): Promise<string[]> {
  const [was, is] = [await shapeOf(trees, before), await shapeOf(trees, after)];
  const blobs: string[] = [];
  let count = 0;
  await trees.difference(was.files, is.files, (path, name, now) => {
    if (++count > 2 * MAX_NEW_PATHS) throw new RefusedBundle('a step of the attempt changes too many paths');
    if (now === null) return;
    const problem = name.includes('/') ? 'a name holds a slash' : nameProblem(path);
    if (problem !== null) throw new RefusedBundle(`"${shown(path).slice(0, 200)}": ${problem}`);
    // git reads odd modes as the usual ones; then a tree's id would not be that of its content.
    if (!['100644', '100755', '120000', '40000'].includes(now.mode)) {
      throw new RefusedBundle(`"${shown(path).slice(0, 200)}" is neither a file, a folder nor a link`);
    }
    if (now.mode !== '40000') blobs.push(now.id);
  });
  const meta = await objects.read(is.meta);
  if (meta?.type !== 'blob' || meta.body.length > MAX_META_BYTES) {
    throw new RefusedBundle('the record of a step of the attempt is missing or too large');
  }
  try {
    parseMeta(meta.body);
  } catch (cause) {
    if (!(cause instanceof WorkspaceFailure)) throw cause;
    throw new RefusedBundle('the record of a step of the attempt is unreadable', { cause });
  }
  return blobs;
}

async function shapeOf(trees: Trees, root: string): Promise<{ files: string; meta: string }> {
  const folder = await trees.read(root);
  const [files, meta] = [folder.get(FILES), folder.get(META_FILE)];
  if (folder.size !== 2 || !isFolder(files) || meta?.mode !== '100644') {
    throw new RefusedBundle('a step of the attempt is not a tree and its record');
  }
  return { files: files.id, meta: meta.id };
}

async function checkSizes(
  repo: Repository,
  quarantine: string,
  blobs: readonly string[],
  limits: ScanLimits,
): Promise<void> {
  const sizes = await blobSizes(repo.git, blobs, { quarantine });
  if (sizes === null) throw new RefusedBundle('a file of the attempt is missing');
  if (sizes.some((size) => size > limits.maxFileBytes)) throw new RefusedBundle('a file of the attempt is too large');
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_NEW_BYTES) {
    throw new RefusedBundle('a step of the attempt brings more than 512 MiB');
  }
}
