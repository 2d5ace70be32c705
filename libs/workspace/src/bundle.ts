import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRetryable } from '#domain';
import { nameProblem, shown, splitZ } from './byte-path.js';
import { RefusedBundle, WorkspaceFailure } from './errors.js';
import { anchor, checkedCommit, safeName } from './git/objects.js';
import { Quarantine } from './git/quarantine.js';
import { FILES, type Repository } from './git/repository.js';
import { META_FILE, parseMeta } from './meta.js';
import type { ScanLimits } from './scan/candidates.js';
import { quarantinedBlobsOf } from './tree-reading.js';

const MAX_PACK_BYTES = 512 * 1_048_576;
const MAX_STEPS = 10_000;
const MAX_NEW_PATHS = 20_000;
const MAX_NEW_BYTES = 512 * 1_048_576;

/**
 * What a commit holds and others do not, as one pack: the commit itself and its files, without its history, so that a
 * worker's first fetch is the size of the workspace and later ones that of what changed.
 */
export async function exportPack(repo: Repository, want: string, have: readonly string[]): Promise<Buffer> {
  const known: string[] = [];
  for (const commit of have.slice(0, 256)) if (await repo.has(commit)) known.push(commit);
  const without = known.map((commit) => `^${commit}^{tree}`);
  const { stdout } = await repo.git.run(['rev-list', '--objects', '--no-object-names', '--stdin'], {
    input: Buffer.from([`${checkedCommit(want)}^{tree}`, ...without, ''].join('\n')),
  });
  const input = Buffer.concat([Buffer.from(`${want}\n`), stdout]);
  return (await repo.git.run(['pack-objects', '--stdout', '--delta-base-offset', '-q'], { input })).stdout;
}

/** Takes what `exportPack` gave: from the head, which is trusted, but checked for being whole. */
export async function takePack(repo: Repository, commit: string, pack: Buffer): Promise<void> {
  await repo.git.run(['index-pack', '--stdin', '--fix-thin'], { input: pack });
  // Its parents stay away: git is told that history ends here.
  const { stdout } = await repo.git.run(['cat-file', 'commit', checkedCommit(commit)]);
  const parents = [...stdout.toString('latin1').matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] ?? '');
  const missing = await Promise.all(parents.map(async (parent) => !(await repo.has(parent))));
  if (missing.includes(true)) await appendFile(join(repo.dir, 'shallow'), `${commit}\n`);
  await anchor(repo.dir, `have/${commit}`, commit);
}

/** The steps of an attempt since `base`, for the head. */
export async function packSteps(repo: Repository, base: string, commit: string): Promise<Buffer> {
  const input = Buffer.from(`${checkedCommit(commit)}\n^${checkedCommit(base)}\n`);
  return (await repo.git.run(['pack-objects', '--revs', '--thin', '--stdout', '--delta-base-offset', '-q'], { input }))
    .stdout;
}

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
    await checkSteps(repo, quarantine.dir, base, commit, limits);
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

async function unpack(repo: Repository, quarantine: string, bundle: Buffer): Promise<void> {
  if (bundle.length < 32 || bundle.toString('latin1', 0, 4) !== 'PACK') throw new RefusedBundle('not a pack');
  if (bundle.readUInt32BE(8) > 400_000) throw new RefusedBundle('the pack holds too many objects');
  try {
    await repo.git.run(['index-pack', '--stdin', '--fix-thin', '--strict', `--max-input-size=${MAX_PACK_BYTES}`], {
      quarantine,
      input: bundle,
      timeoutMs: 120_000,
    });
  } catch (cause) {
    if (isRetryable(cause)) throw cause;
    throw new RefusedBundle('the pack is damaged or holds objects that git refuses', { cause });
  }
}

async function checkSteps(
  repo: Repository,
  quarantine: string,
  base: string,
  commit: string,
  limits: ScanLimits,
): Promise<void> {
  const call = { quarantine };
  // From the tip backwards, one parent each, until the base: nothing else may hang on it.
  const chain: string[] = [];
  for (let id = commit; id !== base;) {
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
  let before = base;
  for (const id of chain.reverse()) {
    await checkStep(repo, quarantine, before, id, limits);
    before = id;
  }
}

async function checkStep(
  repo: Repository,
  quarantine: string,
  before: string,
  commit: string,
  limits: ScanLimits,
): Promise<void> {
  const call = { quarantine };
  const root = splitZ((await repo.git.run(['ls-tree', '-z', commit], call)).stdout);
  const shape = root.map((line) => line.replace(/ [0-9a-f]{40}\t/, ' '));
  if (shape.join('|') !== `100644 blob ${META_FILE}|040000 tree ${FILES}`) {
    throw new RefusedBundle('a step of the attempt is not a tree and its record');
  }
  const { stdout } = await repo.git.run(
    ['diff-tree', '-r', '-t', '-z', '--raw', '--no-renames', `${before}:${FILES}`, `${commit}:${FILES}`],
    { ...call, timeoutMs: 120_000 },
  );
  const fields = splitZ(stdout);
  if (fields.length / 2 > MAX_NEW_PATHS * 2) throw new RefusedBundle('a step of the attempt changes too many paths');
  const blobs: string[] = [];
  const trees: string[] = [`${commit}^{tree}`, `${commit}:${FILES}`];
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
  for await (const body of quarantinedBlobsOf(repo.git, trees, quarantine)) checkModes(body);
  await checkSizes(repo, quarantine, blobs, limits);
  const meta = await repo.git.run(['cat-file', 'blob', `${commit}:${META_FILE}`], {
    ...call,
    maxOutputBytes: 64 * 1_048_576,
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

async function checkSizes(
  repo: Repository,
  quarantine: string,
  blobs: readonly string[],
  limits: ScanLimits,
): Promise<void> {
  if (blobs.length === 0) return;
  const input = Buffer.from(`${blobs.join('\n')}\n`);
  const lines = await repo.git.text(['cat-file', '--batch-check=%(objecttype) %(objectsize)'], { quarantine, input });
  let total = 0;
  for (const line of lines.split('\n')) {
    const [type, size] = line.split(' ');
    if (type !== 'blob') throw new RefusedBundle('a file of the attempt is missing');
    total += Number(size);
    if (Number(size) > limits.maxFileBytes) throw new RefusedBundle('a file of the attempt is too large');
  }
  if (total > MAX_NEW_BYTES) throw new RefusedBundle('a step of the attempt brings more than 512 MiB');
}
