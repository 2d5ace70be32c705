import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinBytes, parentOf, shown, type BytePath } from '../byte-path.js';
import { WorkspaceFailure } from '../errors.js';
import { safeName } from '../git/objects.js';
import type { Repository } from '../git/repository.js';
import { Turns } from '../lock.js';
import { LruMap } from '../lru-map.js';
import { dependencyFolders } from './dependencies.js';
import { nameOf, setUpInputs, type SetUpCommand, type SetUpInput } from './manifests.js';
import { dropOldRooms, installedDir, roomsIn } from './rooms.js';
import { Trash } from './trash.js';

export interface SetUpOptions {
  readonly commands: readonly SetUpCommand[];
  /** Of one command. */
  readonly timeoutMs: number;
  /** Runs a command where an executor's commands run; null = it passed, else how it ended. */
  run(of: {
    readonly root: string;
    readonly scratch: string;
    readonly command: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  }): Promise<string | null>;
}

/** What was installed, or why nothing was; both null where no lock file asks for it. */
export interface Installed {
  readonly folder: string | null;
  readonly problem: string | null;
}

export interface SetUpWish {
  readonly repo: Repository;
  readonly workspaceId: string;
  /** Tree of the files that are checked out. */
  readonly files: string;
  /** Of those the attempt began with. */
  readonly baseFiles: string;
  /** Whether nothing else provides dependencies. */
  readonly isOnlyWay: boolean;
  /** Who uses what is given, until `leave`. */
  readonly user: string;
  readonly signal: AbortSignal;
}

interface Plan {
  readonly key: string;
  readonly locks: string;
  readonly runs: readonly { readonly folder: BytePath; readonly command: string }[];
  readonly inputs: readonly SetUpInput[];
}

const NOTHING: Installed = { folder: null, problem: null };
/** Folders with a lock file of a command. */
const MAX_RUNS = 16;
/** Beyond these, all of them just in use, nothing more is installed. */
const MAX_ROOMS = 16;
/** A failure may be the network's: it is tried again, but not by each attempt. */
const RETRY_MS = 600_000;
/** Whoever waits for another's set-up waits as long as that may take. */
const WAIT_MS = 7_200_000;

/**
 * Installs dependencies by command, once for the same lock files, manifests and commands: in a room that holds these
 * alone, so that no other file of an attempt decides what others will find installed.
 */
export class SetUp {
  private readonly turns = new Turns(WAIT_MS);
  private readonly failures = new LruMap<string, { problem: string; atMs: number }>(64);
  private readonly plans = new LruMap<string, Plan | string | null>(64);
  private readonly used = new Map<string, string>();
  private readonly dir: string;
  private readonly trash: Trash;

  constructor(
    dataDir: string,
    private readonly options: SetUpOptions,
    behind: (work: Promise<void>) => void,
  ) {
    this.dir = installedDir(dataDir);
    this.trash = new Trash(join(this.dir, 'trash'), behind);
  }

  /** Installs where it has to be: where nothing else is, for lock files the attempt changed, and for those of a like one. */
  async installed(of: SetUpWish): Promise<Installed> {
    this.leave(of.user);
    const plan = await this.plan(of.repo, of.files);
    if (plan === null) return NOTHING;
    if (typeof plan === 'string') return { folder: null, problem: plan };
    const home = join(this.dir, safeName(of.workspaceId));
    if (!of.isOnlyWay && (await this.locksOf(of.repo, of.baseFiles)) === plan.locks) {
      if (!(await roomsIn(home)).some((room) => room.startsWith(plan.locks))) return NOTHING;
    }
    of.signal.throwIfAborted();
    await mkdir(home, { recursive: true, mode: 0o700 });
    const turn = this.turns.take(join(home, `${plan.key}.lock`), () => this.inRoom(of, plan, home));
    return unlessAborted(turn, of.signal);
  }

  leave(user: string): void {
    this.used.delete(user);
  }

  private async inRoom(of: SetUpWish, plan: Plan, home: string): Promise<Installed> {
    of.signal.throwIfAborted();
    const room = join(home, plan.key);
    const before = this.failures.get(room);
    if (before !== undefined && performance.now() - before.atMs < RETRY_MS)
      return { folder: null, problem: before.problem };
    // Said before it is looked for: what is in use is not removed.
    this.used.set(of.user, room);
    if (!(await isTouched(room))) {
      await this.dropOld(home);
      const problem =
        (await roomsIn(home)).length >= MAX_ROOMS
          ? `nothing was installed for these lock files: ${MAX_ROOMS} other sets of them were used within the hour`
          : await this.install(of, plan, room);
      if (problem !== null) {
        this.failures.set(room, { problem, atMs: performance.now() });
        this.leave(of.user);
        return { folder: null, problem };
      }
    }
    return { folder: room, problem: null };
  }

  private async install({ repo, signal }: SetUpWish, plan: Plan, room: string): Promise<string | null> {
    const aside = `${room}.new-${randomBytes(6).toString('hex')}`;
    const [root, scratch] = [join(aside, 'room'), join(aside, 'scratch')];
    try {
      for (const folder of [root, scratch]) await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const { path, id, mode } of plan.inputs) {
        const object = await repo.git.objects.read(id);
        if (object?.type !== 'blob') throw new WorkspaceFailure('an object of the store is missing');
        await mkdir(joinBytes(root, parentOf(path)), { recursive: true });
        await writeFile(joinBytes(root, path), object.body, { flag: 'wx', mode: mode === '100755' ? 0o755 : 0o644 });
      }
      for (const { folder, command } of plan.runs) {
        const inside = folder === '' ? command : `cd ${quoted(shown(folder))} && {\n${command}\n}`;
        const { timeoutMs } = this.options;
        const ended = await this.options.run({ root, scratch, command: inside, timeoutMs, signal });
        signal.throwIfAborted();
        const where = folder === '' ? '' : ` in ${shown(folder)}`;
        if (ended !== null) return `the set-up "${command}"${where} failed, so nothing was installed by it: ${ended}`;
      }
      if ((await dependencyFolders(root)).length === 0)
        return `the set-up "${plan.runs[0]?.command ?? ''}" made no node_modules, .venv or venv`;
      await rename(root, room);
      return null;
    } finally {
      await this.trash.remove(aside);
      await this.trash.empty();
    }
  }

  private async locksOf(repo: Repository, files: string): Promise<string | null> {
    const plan = await this.plan(repo, files);
    return plan === null || typeof plan === 'string' ? null : plan.locks;
  }

  /** A sentence where nothing can be planned; null where no lock file asks for anything. */
  private async plan(repo: Repository, files: string): Promise<Plan | string | null> {
    const known = this.plans.get(files);
    if (known !== undefined) return known;
    const plan = planOf(await setUpInputs(repo.git.trees, files, this.options.commands), this.options.commands);
    this.plans.set(files, plan);
    return plan;
  }

  private dropOld(home: string): Promise<void> {
    const used = new Set(this.used.values());
    return dropOldRooms(home, this.trash, (room) => used.has(room));
  }
}

function planOf(inputs: readonly SetUpInput[] | null, commands: readonly SetUpCommand[]): Plan | string | null {
  if (inputs === null) return 'nothing was installed: too many files say what is to be installed';
  const names = new Set(commands.map(({ lockfile }) => lockfile));
  const locks = inputs.filter(({ path }) => names.has(nameOf(path)));
  const runs = commands.flatMap(({ lockfile, command }) =>
    locks.filter(({ path }) => nameOf(path) === lockfile).map(({ path }) => ({ folder: parentOf(path), command })),
  );
  if (runs.length === 0) return null;
  if (runs.length > MAX_RUNS)
    return `nothing was installed: ${runs.length} folders have a lock file, and at most ${MAX_RUNS} are set up`;
  const about = [process.platform, process.arch, process.version, runs];
  const hashOf = (what: readonly SetUpInput[]): string =>
    createHash('sha256')
      .update(JSON.stringify([...about, ...what.map(({ path, id, mode }) => [path, id, mode])]))
      .digest('hex');
  const ofLocks = hashOf(locks).slice(0, 16);
  return { key: `${ofLocks}-${hashOf(inputs).slice(0, 32)}`, locks: ofLocks, runs, inputs };
}

/** Whether it is there, and from now on used just now. */
async function isTouched(room: string): Promise<boolean> {
  const now = new Date();
  return utimes(room, now, now).then(
    () => true,
    () => false,
  );
}

const quoted = (word: string): string => `'${word.replace(/'/g, `'\\''`)}'`;

/** What goes on meanwhile sees the signal itself. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
