import { createHash } from 'node:crypto';
import { chmod, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '#domain';
import { joinBytes, parentOf, shown, type BytePath } from '../byte-path.js';
import { errnoOf, WorkspaceFailure } from '../errors.js';
import { safeName } from '../git/objects.js';
import type { Repository } from '../git/repository.js';
import { Turns } from '../lock.js';
import { LruMap } from '../lru-map.js';
import { makeFolder } from '../make-folder.js';
import { wholeOnDisk } from '../whole-on-disk.js';
import { dependencyFolders } from './dependencies.js';
import { nameOf, setUpInputs, type SetUpCommand, type SetUpInput } from './manifests.js';
import { asideOf, bytesBelow, dropOldRooms, entriesBelow, installedDir, lockOf, roomsIn, SIGN_MS } from './rooms.js';
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
const none = (problem: string): Installed => ({ folder: null, problem });
/** Folders with a lock file of a command. */
const MAX_RUNS = 16;
/** Beyond these, all of them in use, nothing more is installed. */
const MAX_ROOMS = 16;
/** What the commands find, together. */
const MAX_INPUT_BYTES = 512 * 2 ** 20;
/** On the disk: what stays there is bounded, whatever a command of an attempt's making puts there. */
const MAX_ROOM_BYTES = 10 * 2 ** 30;
/** Empty ones take next to no bytes, and still each has to be found and removed one day. */
const MAX_ROOM_ENTRIES = 1_000_000;
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
  private signs: NodeJS.Timeout | undefined;
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

  /**
   * Installs where it has to be: where nothing else is, for lock files the attempt changed, and for those of a like
   * one.
   */
  async installed(of: SetUpWish): Promise<Installed> {
    this.leave(of.user);
    const plan = await this.plan(of.repo, of.files);
    if (plan === null) return NOTHING;
    if (typeof plan === 'string') return none(plan);
    const home = join(this.dir, safeName(of.workspaceId));
    if (!of.isOnlyWay && (await this.locksOf(of.repo, of.baseFiles)) === plan.locks) {
      if (!(await roomsIn(home)).some((room) => room.startsWith(plan.locks))) return NOTHING;
    }
    of.signal.throwIfAborted();
    makeFolder(home);
    const turn = this.turns.take(lockOf(join(home, plan.key)), () => this.inRoom(of, plan, home));
    return unlessAborted(turn, of.signal);
  }

  leave(user: string): void {
    this.used.delete(user);
    if (this.used.size > 0) return;
    clearInterval(this.signs);
    this.signs = undefined;
  }

  /** Other processes see by its time that it is in use. */
  private use(user: string, room: string): void {
    this.used.set(user, room);
    this.signs ??= setInterval(
      () => void Promise.all([...new Set(this.used.values())].map(isTouched)),
      SIGN_MS,
    ).unref();
  }

  private async inRoom(of: SetUpWish, plan: Plan, home: string): Promise<Installed> {
    of.signal.throwIfAborted();
    const room = join(home, plan.key);
    const before = this.failures.get(room);
    if (before !== undefined && performance.now() - before.atMs < RETRY_MS) return none(before.problem);
    if (!(await isTouched(room))) {
      if ((await dropOldRooms(home, this.trash)) >= MAX_ROOMS)
        return none(`nothing was installed for these lock files: ${MAX_ROOMS} other sets of them are in use`);
      const problem = await this.install(of, plan, room);
      if (problem !== null) {
        this.failures.set(room, { problem, atMs: performance.now() });
        return none(problem);
      }
    }
    of.signal.throwIfAborted();
    this.use(of.user, room);
    return { folder: room, problem: null };
  }

  private async install({ repo, signal }: SetUpWish, plan: Plan, room: string): Promise<string | null> {
    const aside = asideOf(room);
    const [root, scratch] = [join(aside, 'room'), join(aside, 'scratch')];
    try {
      for (const folder of [root, scratch]) makeFolder(folder);
      const amiss = await this.written(repo, plan, root);
      if (amiss !== null) return `nothing was installed: the files that say what to install ${amiss}`;
      for (const { folder, command } of plan.runs) {
        const inside = folder === '' ? command : `cd ${quoted(shown(folder))} && {\n${command}\n}`;
        const { timeoutMs } = this.options;
        const ended = await this.options.run({ root, scratch, command: inside, timeoutMs, signal });
        signal.throwIfAborted();
        const where = folder === '' ? '' : ` in ${shown(folder)}`;
        if (ended !== null) return `the set-up "${command}"${where} failed, so nothing was installed by it: ${ended}`;
      }
      // A command may have taken even these.
      await chmod(root, 0o700);
      if ((await dependencyFolders(root)).length === 0)
        return `the set-up "${plan.runs[0]?.command ?? ''}" made no node_modules, .venv or venv`;
      const bytes = await bytesBelow(root);
      if (bytes === null || bytes > MAX_ROOM_BYTES)
        return `the set-up installed more than ${MAX_ROOM_BYTES / 2 ** 30} GiB, which is not kept`;
      if (((await entriesBelow(root)) ?? 0) > MAX_ROOM_ENTRIES)
        return `the set-up installed more than ${MAX_ROOM_ENTRIES.toLocaleString('en')} files, which are not kept`;
      await wholeOnDisk(root);
      await rename(root, room);
      return null;
    } finally {
      await this.trash.remove(aside);
      await this.trash.empty();
    }
  }

  /** Null, or what is amiss with them. */
  private async written(repo: Repository, plan: Plan, root: string): Promise<string | null> {
    let bytes = 0;
    for (const { path, id, mode } of plan.inputs) {
      const object = await repo.git.objects.read(id);
      if (object?.type !== 'blob') throw new WorkspaceFailure('an object of the store is missing');
      bytes += object.body.length;
      if (bytes > MAX_INPUT_BYTES) return `are more than ${MAX_INPUT_BYTES / 2 ** 20} MiB`;
      try {
        makeFolder(joinBytes(root, parentOf(path)), 0o777);
        await writeFile(joinBytes(root, path), object.body, { flag: 'wx', mode: mode === '100755' ? 0o755 : 0o644 });
      } catch (error) {
        // Longer than a path may be here, or the same but for its case where that does not count.
        if (isDiskFull(error)) throw error;
        return `cannot be written: ${errnoOf(error)}`;
      }
    }
    return null;
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
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
