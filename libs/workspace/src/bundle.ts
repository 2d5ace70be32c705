import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anchor, checkedCommit } from './git/objects.js';
import type { Repository } from './git/repository.js';

/**
 * What a commit holds and others do not, as one pack: the commit itself and its files, without its history, so that a
 * worker's first fetch is the size of the workspace and later ones that of what changed.
 */
export async function exportPack(repo: Repository, want: string, have: readonly string[]): Promise<Buffer> {
  const known: string[] = [];
  for (const commit of have.slice(0, 256)) if (await isKnown(repo, commit)) known.push(commit);
  const without = known.map((commit) => `^${commit}^{tree}`);
  const { stdout } = await repo.git.run(['rev-list', '--objects', '--no-object-names', '--stdin'], {
    input: Buffer.from([`${checkedCommit(want)}^{tree}`, ...without, ''].join('\n')),
  });
  const input = Buffer.concat([Buffer.from(`${want}\n`), stdout]);
  return (await repo.git.run(['pack-objects', '--stdout', '--delta-base-offset', '-q'], { input })).stdout;
}

/** A commit whose name was let go of may be there without its tree. */
async function isKnown(repo: Repository, commit: string): Promise<boolean> {
  return (
    (await repo.has(commit)) &&
    (await repo.content(commit).then(
      () => true,
      () => false,
    ))
  );
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
