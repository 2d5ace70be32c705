import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathsThatMatter } from '#domain';
import { shown } from './byte-path.js';
import { WorkspaceFailure } from './errors.js';
import type { CommitContent, Repository } from './git/repository.js';
import { pathsApart } from './paths-apart.js';

/** By which paths a state differs from the one that was verified last, and which of these could matter. */
export async function unverifiedIn(
  repo: Repository,
  content: CommitContent,
  of: {
    base: CommitContent;
    head: CommitContent;
    verifiedTrees: readonly string[];
    path: string;
    logDir: string | null;
  },
): Promise<{ unverified: readonly string[]; matter: readonly string[] }> {
  if (of.verifiedTrees.includes(content.root)) return { unverified: [], matter: [] };
  const last = of.verifiedTrees.at(-1);
  // Never verified at all: what a person may accept is a merge of verified work, not this.
  if (last === undefined) throw new WorkspaceFailure('nothing of this result has been verified');
  const unverified = (await pathsApart(repo, content, await repo.contentOf(last))).map(shown);
  const own = (await pathsApart(repo, of.head, of.base)).map(shown);
  const logs = of.logDir === null ? null : await realpath(of.logDir).catch(() => null);
  const isOwnLog = (path: string): boolean =>
    logs !== null && !own.includes(path) && dirname(join(of.path, path)) === logs && OWN_LOG.test(path);
  return { unverified, matter: pathsThatMatter(own, unverified).filter((path) => !isOwnLog(path)) };
}

/** Of one process, and its predecessors. */
const OWN_LOG = /\.jsonl(\.\d+)?$/;
