import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from '#domain';
import { nameProblem, shown, splitZ } from './byte-path.js';
import { RefusedBundle, WorkspaceFailure } from './errors.js';
import type { GitCall } from './git/git.js';
import { anchor, safeName } from './git/objects.js';
import { Quarantine } from './git/quarantine.js';
import { FILES, type Repository } from './git/repository.js';
import { META_FILE, parseMeta } from './meta.js';
import type { ScanLimits } from './scan/candidates.js';
import { quarantinedBlobsOf } from './tree-reading.js';

const MIB = 1_048_576;
const MAX_PACK_BYTES = 512 * MIB;
const MAX_OBJECTS = 400_000;
const MAX_STEPS = 1000;
const MAX_NEW_PATHS = 20_000;
const MAX_NEW_BYTES = 512 * MIB;
/** Of what is read into memory at once: names of what a step changed, its folders, its record. */
const MAX_NAMES_BYTES = 24 * MIB;
const MAX_TREES_BYTES = 64 * MIB;
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

/** What git cannot get through, or within its bounds, is no step of an attempt; a full disk is no fault of the worker. */
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
  const call = { quarantine };
  // From the tip backwards, one parent each, until the base or a step that came before: nothing else may hang on it.
  const chain: string[] = [];
  let id = commit;
  while (id !== base && !(await isAnchored(repo, attemptId, id))) {
    if (chain.length >= MAX_STEPS) throw new RefusedBundle('the steps of the attempt do not lead back to its base');
    chain.push(id);
    const { code, stdout } = await repo.git.run(['cat-file', 'commit', id], {
      ...call,
      accept: [1, 128],
      maxOutputBytes: 65_536,
    });
    if (code !== 0) throw new RefusedBundle('a step of the attempt is missing');
    const header = stdout.toString('latin1').split('\n\n')[0] ?? '';
    const parents = [...header.matchAll(/^parent ([0-9a-f]{40})$/gm)];
    if (parents.length !== 1) throw new RefusedBundle('a step of the attempt has not exactly one parent');
    id = parents[0]?.[1] ?? '';
  }
  let before = id;
  for (const step of chain.reverse()) {
    await checkStep(repo, quarantine, before, step, limits);
    before = step;
  }
}

async function checkStep(
  repo: Repository,
  quarantine: string,
  before: string,
  commit: string,
  limits: ScanLimits,
): Promise<void> {
  const call: GitCall = { quarantine, bounded: true };
  const root = splitZ((await repo.git.run(['ls-tree', '-z', commit], { ...call, maxOutputBytes: 4096 })).stdout);
  const shape = root.map((line) => line.replace(/ [0-9a-f]{40}\t/, ' '));
  if (shape.join('|') !== `100644 blob ${META_FILE}|040000 tree ${FILES}`) {
    throw new RefusedBundle('a step of the attempt is not a tree and its record');
  }
  const { stdout } = await repo.git.run(
    ['diff-tree', '-r', '-t', '-z', '--raw', '--no-renames', `${before}:${FILES}`, `${commit}:${FILES}`],
    { ...call, timeoutMs: 120_000, maxOutputBytes: MAX_NAMES_BYTES },
  );
  const fields = splitZ(stdout);
  if (fields.length / 2 > MAX_NEW_PATHS * 2) throw new RefusedBundle('a step of the attempt changes too many paths');
  const blobs: string[] = [];
  const trees = [`${commit}^{tree}`, `${commit}:${FILES}`];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', , id = ''] = (fields[at] ?? '').slice(1).split(' ');
    const path = fields[at + 1] ?? '';
    if (mode === '000000') continue;
    const problem = nameProblem(path);
    if (problem !== null) throw new RefusedBundle(`"${shown(path).slice(0, 200)}": ${problem}`);
    if (!['100644', '100755', '120000', '040000'].includes(mode)) {
      throw new RefusedBundle(`"${shown(path).slice(0, 200)}" is neither a file, a folder nor a link`);
    }
    (mode === '040000' ? trees : blobs).push(id);
  }
  const folders = [...new Set(trees)];
  const sizes = await sizesOf(repo, quarantine, 'tree', folders);
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_TREES_BYTES) {
    throw new RefusedBundle('the folders of a step of the attempt are too large');
  }
  for await (const body of quarantinedBlobsOf(repo.git, folders, quarantine)) checkModes(body);
  const bytes = await sizesOf(repo, quarantine, 'blob', blobs);
  if (bytes.some((size) => size > limits.maxFileBytes)) throw new RefusedBundle('a file of the attempt is too large');
  if (bytes.reduce((sum, size) => sum + size, 0) > MAX_NEW_BYTES) {
    throw new RefusedBundle('a step of the attempt brings more than 512 MiB');
  }
  const meta = await repo.git.run(['cat-file', 'blob', `${commit}:${META_FILE}`], {
    ...call,
    maxOutputBytes: MAX_META_BYTES,
  });
  try {
    parseMeta(meta.stdout);
  } catch (cause) {
    if (!(cause instanceof WorkspaceFailure)) throw cause;
    throw new RefusedBundle('the record of a step of the attempt is unreadable', { cause });
  }
}

/** git reads odd modes as the usual ones; then a tree's id would not be that of its content. */
function checkModes(tree: Buffer): void {
  for (let at = 0; at < tree.length;) {
    const space = tree.indexOf(0x20, at);
    const mode = tree.toString('latin1', at, space);
    if (!['100644', '100755', '120000', '40000'].includes(mode))
      throw new RefusedBundle(`a tree holds the mode ${mode}`);
    at = tree.indexOf(0, space) + 21;
  }
}

async function sizesOf(
  repo: Repository,
  quarantine: string,
  type: 'tree' | 'blob',
  ids: readonly string[],
): Promise<number[]> {
  if (ids.length === 0) return [];
  const input = Buffer.from(`${ids.join('\n')}\n`);
  const lines = await repo.git.text(['cat-file', '--batch-check=%(objecttype) %(objectsize)'], { quarantine, input });
  return lines.split('\n').map((line) => {
    const [found, size] = line.split(' ');
    if (found !== type) throw new RefusedBundle('a file or a folder of the attempt is missing');
    return Number(size);
  });
}
