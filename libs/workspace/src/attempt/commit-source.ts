import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from '#domain';
import { packSteps, takePack } from '../bundle.js';
import { compact, type Compacted } from '../compact/compact.js';
import { noteUnfreed } from '../compact/unfreed.js';
import { WorkspaceFailure } from '../errors.js';
import { GitFailure } from '../git/git.js';
import { Repository } from '../git/repository.js';
import { storeSize } from '../git/store-size.js';
import { keptNames } from '../history.js';
import { tryLock } from '../lock.js';

export interface Attempt {
  readonly workspaceId: string;
  readonly attemptId: string;
  readonly epoch: number;
  readonly base: string;
}

/** Where an attempt's commits come from, and where they must be before a step counts. */
export abstract class CommitSource {
  /** The object store to work on, holding all `commits`. */
  abstract ensure(workspaceId: string, commits: readonly string[]): Promise<Repository>;
  /** Makes a new commit durable at the head; `known` is the last one that is. */
  abstract publish(repo: Repository, of: Attempt, known: string, commit: string): Promise<void>;
  /** Lets go of a copy that is damaged; false where the store is not a copy. */
  async discard(_workspaceId: string): Promise<boolean> {
    return false;
  }
  /**
   * Lets go of what a copy holds of commits that are older than so. Answers the workspaces for whose copies there was
   * no room for it.
   */
  async trim(_olderThanMs: number): Promise<ReadonlySet<string>> {
    return new Set();
  }
  /** The user's own folder, where it is on this machine. */
  async userFolder(_repo: Repository): Promise<string | null> {
    return null;
  }
}

/** On the head's machine: its store is the one that is worked on. */
export class HeadStore extends CommitSource {
  constructor(private readonly repositoryOf: (workspaceId: string) => Repository) {
    super();
  }

  async ensure(workspaceId: string, commits: readonly string[]): Promise<Repository> {
    const repo = this.repositoryOf(workspaceId);
    for (const commit of new Set(commits)) {
      if (!(await repo.has(commit))) {
        throw new WorkspaceFailure(`commit ${commit} is not in the store of its workspace`, {
          remedy: 'Check that the data folder was not deleted or replaced.',
        });
      }
    }
    return repo;
  }

  async publish(): Promise<void> {
    // Written where it belongs.
  }

  override async userFolder(repo: Repository): Promise<string | null> {
    const noted = await readFile(join(dirname(repo.dir), 'folder.json'), 'utf8').catch(() => null);
    return noted === null ? null : (JSON.parse(noted) as { path: string }).path;
  }
}

/** How a worker on another machine reaches the head's store. Every call may be repeated. */
export abstract class TreeTransport {
  abstract fetchBundle(workspaceId: string, want: string, have: readonly string[]): Promise<Buffer>;
  abstract pushBundle(of: Attempt, commit: string, bundle: Buffer): Promise<void>;
}

/** Commits that the head is told of, and that are kept however old they are. */
const MAX_HAVES = 32;

/** Away from the head: a cache of its commits, which can be deleted at any time. */
export class RemoteStore extends CommitSource {
  private readonly repositories = new Map<string, Repository>();

  constructor(
    private readonly dataDir: string,
    private readonly transport: TreeTransport,
  ) {
    super();
  }

  async ensure(workspaceId: string, commits: readonly string[]): Promise<Repository> {
    await this.prepare(workspaceId);
    const wanted = [...new Set(commits)];
    const missing = async (): Promise<string[]> => {
      const whole = await Promise.all(wanted.map((commit) => this.isWhole(this.repository(workspaceId), commit)));
      return wanted.filter((_, n) => whole[n] !== true);
    };
    for (const commit of await missing()) await this.fetch(workspaceId, commit);
    // Where a damaged cache was thrown away, what seemed to be here is gone too.
    for (const commit of await missing()) await this.fetch(workspaceId, commit);
    return this.repository(workspaceId);
  }

  private readonly swept = new Set<string>();

  private async prepare(workspaceId: string): Promise<void> {
    const repo = this.repository(workspaceId);
    await repo.create();
    if (repo.heedRemovals()) this.whole.clear();
    if (this.swept.has(workspaceId)) return;
    this.swept.add(workspaceId);
    // Once for each process: of one that was killed in the middle of a fetch. Others may be at work in this cache.
    await repo.sweep();
  }

  /** With what is here as the base; should that be damaged, the cache is thrown away and all of it is fetched. */
  private async fetch(workspaceId: string, commit: string): Promise<void> {
    const repo = this.repository(workspaceId);
    const delta = await this.transport.fetchBundle(workspaceId, commit, await this.haves(repo));
    try {
      await takePack(repo, commit, delta);
      if (await this.isWhole(repo, commit)) return;
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
    }
    await this.discard(workspaceId);
    const fresh = this.repository(workspaceId);
    await fresh.create();
    await takePack(fresh, commit, await this.transport.fetchBundle(workspaceId, commit, []));
    if (!(await this.isWhole(fresh, commit))) {
      throw new WorkspaceFailure(`commit ${commit} arrived incomplete`, { retryable: true });
    }
  }

  override async discard(workspaceId: string): Promise<boolean> {
    await rm(this.repository(workspaceId).dir, { recursive: true, force: true });
    this.repositories.delete(workspaceId);
    this.whole.clear();
    return true;
  }

  /** Of each copy here; whoever asks for a commit that went gets it again. */
  override async trim(olderThanMs: number): Promise<ReadonlySet<string>> {
    const tight = new Set<string>();
    for (const workspaceId of await readdir(join(this.dataDir, 'cache')).catch(() => [])) {
      try {
        const { held } = await this.trimmed(this.repository(workspaceId), olderThanMs);
        if (held === 'no_space') tight.add(workspaceId);
      } catch (error) {
        // One that is damaged is thrown away by its next use.
        if (isDiskFull(error)) tight.add(workspaceId);
        else if (!(error instanceof WorkspaceFailure)) throw error;
      }
    }
    return tight;
  }

  private async trimmed(repo: Repository, olderThanMs: number): Promise<Compacted> {
    const lock = repo.exists ? await tryLock(join(repo.dir, 'compacting')) : null;
    if (lock === null) return { packed: false, held: 'busy' }; // another worker looks after it
    try {
      await repo.sweep();
      const names = (await keptNames(repo)).sort((a, b) => b.atMs - a.atMs);
      const old = names.slice(MAX_HAVES).filter(({ atMs }) => atMs < Date.now() - olderThanMs);
      if (old.length > 0) {
        await noteUnfreed(
          repo,
          old.map(({ commit }) => commit),
        );
        const input = Buffer.from(old.map(({ ref }) => `delete ${ref}\n`).join(''));
        await repo.git.run(['update-ref', '--stdin'], { input });
      }
      // Each fetch and each step has made one more; what others are just fetching is young.
      return await compact(repo, await storeSize(repo.dir));
    } finally {
      this.whole.clear();
      await lock.release();
    }
  }

  private async haves(repo: Repository): Promise<string[]> {
    const newest = ['--sort=-committerdate', `--count=${MAX_HAVES}`, '--format=%(objectname)'];
    try {
      const refs = await repo.git.text(['for-each-ref', ...newest, 'refs/loom/have']);
      return refs === '' ? [] : refs.split('\n');
    } catch (error) {
      if (error instanceof GitFailure) return []; // damaged: everything is fetched
      throw error;
    }
  }

  private readonly whole = new Set<string>();

  private async isWhole(repo: Repository, commit: string): Promise<boolean> {
    if (this.whole.has(`${repo.dir} ${commit}`)) return true;
    const { code } = await repo.git.run(['rev-list', '--objects', '--quiet', `${commit}^{tree}`], { accept: [1, 128] });
    if (code !== 0 || !(await repo.has(commit))) return false;
    this.whole.add(`${repo.dir} ${commit}`);
    return true;
  }

  async publish(repo: Repository, of: Attempt, known: string, commit: string): Promise<void> {
    await this.transport.pushBundle(of, commit, await packSteps(repo, known, commit));
  }

  private repository(workspaceId: string): Repository {
    if (!/^[0-9a-f]{8,64}$/.test(workspaceId)) throw new WorkspaceFailure(`"${workspaceId}" is not a workspace id`);
    const known =
      this.repositories.get(workspaceId) ?? new Repository(join(this.dataDir, 'cache', workspaceId, 'repo.git'));
    this.repositories.set(workspaceId, known);
    return known;
  }
}
