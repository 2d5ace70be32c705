import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { DiskFull } from '#domain';
import { hasRoom } from '#roles';
import { TooMuch, WorkspaceFailure } from '../errors.js';
import { Conversation } from './conversation.js';
import { ENVIRONMENT } from './environment.js';
import { endIfStuck, Launcher, type Listener, type Program } from './launcher.js';
import { METERED, meteredSeconds, ranOutOf, type Meter } from './meter.js';
import { ObjectReader } from './object-reader.js';
import { isTooLargeFor, RULES_ENVIRONMENT, tooLargeRules } from './rule-files.js';
import { Trees } from './trees.js';

const SETTINGS: readonly string[] = [
  // bytes, modes, links and names as they are
  ...['core.autocrlf=false', 'core.eol=lf', 'core.safecrlf=false'],
  ...['core.fileMode=true', 'core.symlinks=true', 'core.ignoreCase=false', 'core.precomposeUnicode=false'],
  ...['core.protectHFS=true', 'core.protectNTFS=true'],
  // the stat cache cannot be fooled by utimes
  ...['core.trustctime=true', 'core.checkStat=default'],
  // no code and no rules of the user
  ...['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.attributesFile=/dev/null'],
  ...['core.excludesFile=/dev/null', 'diff.external=', 'diff.ignoreSubmodules=all'],
  ...['submodule.recurse=false', 'fetch.recurseSubmodules=false', 'commit.gpgSign=false', 'tag.gpgSign=false'],
  ...['core.sshCommand=false', 'core.askPass=true', 'core.editor=false', 'core.pager=cat', 'credential.helper='],
  'protocol.allow=never',
  ...['gc.auto=0', 'gc.autoDetach=false', 'maintenance.auto=false'],
  ...['merge.renames=true', 'merge.renameLimit=1000', 'merge.directoryRenames=false'],
  ...['receive.fsckObjects=true', 'fetch.fsckObjects=true', 'transfer.fsckObjects=true'],
  ...['pack.threads=2', 'pack.windowMemory=256m', 'core.bigFileThreshold=16m', 'core.compression=1'],
  // so that one can be written anew where there is not much room
  'pack.packSizeLimit=64m',
].flatMap((setting) => ['-c', setting]);

const SUMMARY = ['-r', '-z', '-M', '--raw', '--numstat'] as const;
const MAX_OUTPUT_BYTES = 1 << 30;

/**
 * kill -9 of node leaves its children running; with this the kernel takes git along, even where the small process that
 * has started it is killed in the same moment.
 */
const DIE_WITH_PARENT = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];

const limited = (...limits: string[]): string[] =>
  existsSync('/usr/bin/prlimit') ? ['/usr/bin/prlimit', ...limits, '--core=0'] : [];

/** Two GiB of memory and a minute of processor time, where the system can bound them. */
const BOUNDED = limited('--as=2147483648', '--cpu=60');

const OUT_OF_MEMORY = /^fatal: (?:Out of memory|mmap failed)/m;

/**
 * Commands that change nothing: the small process ends them with this one, and should both be gone no work is met by
 * them.
 */
const READING = new Set([
  ...['cat-file', 'check-ignore', 'diff-files', 'diff-tree', 'for-each-ref', 'ls-files', 'ls-tree', 'rev-list'],
]);

/** Commands that apply the rules of .gitignore files, which anybody may have written. */
const appliesRules = (args: readonly string[]): boolean =>
  args[0] === 'check-ignore' || args.some((arg) => arg.startsWith('--exclude-per-directory='));

/** A large store must fit such bounds too. */
const SMALL_WINDOWS = ['core.packedGitWindowSize=64m', 'core.packedGitLimit=512m'];

export interface GitCall {
  readonly index?: string;
  readonly workTree?: string;
  readonly input?: Buffer;
  /** Exit codes beside 0 that are answers, not failures. */
  readonly accept?: readonly number[];
  readonly settings?: readonly string[];
  /** For the one command that refuses literal path specs. */
  readonly pathMagic?: boolean;
  /** Object directory to write to, with the repository's own as its alternate. */
  readonly quarantine?: string;
  /** Object directory to read from as well; nothing is written or touched there by commands that only read. */
  readonly alternates?: string;
  /** Read as standard input instead of `input`. */
  readonly inputFile?: string;
  /** Is given what git says as it comes, instead of the answer. */
  readonly output?: (chunk: Buffer) => void;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
  /** What it reads is hostile, and small things may mean huge ones: it gets so much memory and time, and is ended. */
  readonly bounded?: boolean;
  /** Of a call that applies rules: all calls of this meter share the time for it. */
  readonly meter?: Meter;
}

export interface GitAnswer {
  /** -1 where a signal ended it. */
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  /** It waited for a pipe, and was ended. */
  readonly stuck: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** git on one bare repository, hardened; every call names its own index and work tree. */
export class Git {
  /** Reads without a process of git for each object. */
  readonly objects: ObjectReader;
  readonly trees: Trees;
  /** Of a processor, to apply rules of what is ignored: a pattern of twenty letters may take git years. */
  rulesSeconds = 20;
  /**
   * Of memory for it: what looks like a repository may say that it goes on in a file without end, which git reads
   * whole.
   */
  rulesMib = 2048;
  private readonly differences: Conversation;

  constructor(readonly dir: string) {
    this.objects = new ObjectReader(dir, () => this.converse(['cat-file', '--batch']));
    this.trees = new Trees(dir, this.objects);
    this.differences = new Conversation(() => this.converse(['diff-tree', '--stdin', ...SUMMARY]), MAX_OUTPUT_BYTES);
  }

  /** What `diff-tree` says of two trees: raw lines, then line counts, all ended by NUL. */
  async summaryOf(from: string, to: string): Promise<Buffer> {
    const header = Buffer.from(`${from} ${to}\n`);
    try {
      const answer = await this.differences.ask(`${from} ${to}`, `.${randomBytes(16).toString('hex')}`);
      if (answer.subarray(0, header.length).equals(header)) return answer.subarray(header.length);
    } catch (error) {
      if (!(error instanceof WorkspaceFailure)) throw error;
    }
    // A process of its own says what is wrong.
    return (await this.run(['diff-tree', ...SUMMARY, from, to])).stdout;
  }

  /** Ends the processes that wait for questions: they hold packs open that may be gone. */
  rest(): void {
    this.objects.rest();
    this.differences.rest();
  }

  /** Reads what is in a quarantine too, where everything is hostile; to be closed after use. */
  quarantined(quarantine: string, maxBytes: number): ObjectReader {
    const start = (): ChildProcessWithoutNullStreams => this.converse(['cat-file', '--batch'], quarantine);
    return new ObjectReader(this.dir, start, maxBytes);
  }

  /** A process that answers as long as its input is open. */
  private converse(args: readonly string[], quarantine?: string): ChildProcessWithoutNullStreams {
    const under = [...DIE_WITH_PARENT, ...(quarantine === undefined ? [] : BOUNDED)];
    const settings = quarantine === undefined ? [] : SMALL_WINDOWS.flatMap((setting) => ['-c', setting]);
    const call = [...under, 'git', ...SETTINGS, ...settings, `--git-dir=${this.dir}`, ...args];
    const [program = 'git', ...rest] = call;
    const env = { ...ENVIRONMENT, ...(quarantine === undefined ? {} : this.quarantine(quarantine)) };
    return spawn(program, rest, { env, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  }

  private quarantine(objects: string): Record<string, string> {
    return { GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: `${this.dir}/objects` };
  }

  async run(args: readonly string[], call: GitCall = {}): Promise<GitAnswer> {
    const windows = call.bounded === true ? SMALL_WINDOWS : [];
    const settings = [...(call.settings ?? []), ...windows].flatMap((setting) => ['-c', setting]);
    const place = [`--git-dir=${this.dir}`, ...(call.workTree === undefined ? [] : [`--work-tree=${call.workTree}`])];
    const { meter } = call;
    const byRules = appliesRules(args);
    const seconds = Math.ceil(this.rulesSeconds - (meter?.seconds ?? 0));
    if (byRules && seconds <= 0) throw this.tooManyRules();
    const bounds =
      call.bounded === true
        ? BOUNDED
        : byRules
          ? limited(`--as=${this.rulesMib * 1_048_576}`, `--cpu=${seconds}:${seconds + 5}`)
          : [];
    const dies = READING.has(args[0] ?? '') && meter === undefined && !isMuch(call) ? [] : DIE_WITH_PARENT;
    const under = [...(meter === undefined ? [] : [...dies, ...METERED]), ...dies, ...bounds];
    const [program = 'git', ...rest] = [...under, 'git', ...SETTINGS, ...settings, ...place, ...args];
    const env: Record<string, string> = { ...ENVIRONMENT, ...(byRules ? RULES_ENVIRONMENT : {}) };
    if (call.index !== undefined) env['GIT_INDEX_FILE'] = call.index;
    if (call.pathMagic === true) env['GIT_LITERAL_PATHSPECS'] = '0';
    if (call.quarantine !== undefined) Object.assign(env, this.quarantine(call.quarantine));
    if (call.alternates !== undefined) env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] = call.alternates;
    const answer = await collect(program, rest, env, call);
    if (answer.stuck)
      throw new TooMuch(
        'a pipe stands where git reads a file',
        'Remove it: `find -type p` finds pipes, git reads .gitignore, .gitattributes and what is in .git folders.',
      );
    if (meter !== undefined) meter.seconds += meteredSeconds(answer.stderr);
    if (byRules && call.workTree !== undefined && isTooLargeFor(answer.stderr))
      throw (await tooLargeRules(call.workTree)) ?? this.tooManyRules();
    if (byRules && (ranOutOf(answer) || OUT_OF_MEMORY.test(answer.stderr))) throw this.tooManyRules();
    if (answer.code !== 0 && !(call.accept ?? []).includes(answer.code)) {
      throw await this.failureOf(args[0] ?? '', answer, call);
    }
    return answer;
  }

  private tooManyRules(): TooMuch {
    return new TooMuch(
      `git needs more than ${this.rulesSeconds} s, or more than ${this.rulesMib} MiB of memory, to apply the rules of .gitignore files`,
      'Make their patterns simpler: at most three * between two slashes. Of many repositories in the folder, name those that are no part of the work in its own .gitignore.',
    );
  }

  /** git does not always name the cause: where there is no room, that is it. */
  private async failureOf(command: string, answer: GitAnswer, { workTree, quarantine }: GitCall): Promise<Error> {
    const failure = new GitFailure(command, answer);
    const places = [this.dir, workTree, quarantine].filter((place) => place !== undefined);
    if (!FULL.test(answer.stderr) && (await hasRoom(...places))) return failure;
    return new DiskFull(`git ${command} could not write`, { cause: failure });
  }

  async text(args: readonly string[], call: GitCall = {}): Promise<string> {
    return (await this.run(args, call)).stdout.toString('utf8').trim();
  }
}

/** The system's words, and git's own for a pack. */
const FULL = /no space left|disk quota|out of diskspace/i;

export class GitFailure extends WorkspaceFailure {
  readonly stderr: string;

  constructor(command: string, answer: GitAnswer) {
    super(`git ${command} failed with ${answer.code}: ${answer.stderr.trim().slice(0, 2000)}`);
    this.stderr = answer.stderr;
  }
}

/** Started from the small process, but for those that read or say much: that goes through no other process. */
const launcher = new Launcher();
const MUCH_BYTES = 1 << 20;
const isMuch = ({ input, inputFile, output }: GitCall): boolean =>
  inputFile !== undefined || output !== undefined || (input?.length ?? 0) > MUCH_BYTES;

function collect(program: string, args: string[], env: Record<string, string>, call: GitCall): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const limit = call.maxOutputBytes ?? MAX_OUTPUT_BYTES;
    const timeoutMs = call.timeoutMs ?? 600_000;
    let size = 0;
    let ended: WorkspaceFailure | null = null;
    const stop = (because: WorkspaceFailure): void => {
      ended ??= because;
      kill();
    };
    const clock = setTimeout(
      () => stop(new WorkspaceFailure(`git took longer than ${timeoutMs / 1000} s`, { retryable: true })),
      timeoutMs,
    );
    const listener: Listener = {
      out: (chunk) => {
        if (call.output !== undefined) return call.output(chunk);
        size += chunk.length;
        if (size > limit) stop(new WorkspaceFailure(`git answered more than ${limit} bytes`));
        else out.push(chunk);
      },
      err: (chunk) => {
        if (err.length < 64) err.push(chunk);
      },
      failed: (cause) => {
        clearTimeout(clock);
        const remedy = 'Install git 2.38 or newer (apt install git).';
        const isKnown = cause instanceof WorkspaceFailure;
        reject(isKnown ? cause : new WorkspaceFailure('git could not be started', { cause, remedy }));
      },
      ended: (code, signal, stuck) => {
        clearTimeout(clock);
        const [stdout, stderr] = [Buffer.concat(out), Buffer.concat(err).toString('utf8')];
        if (ended !== null) reject(ended);
        else resolve({ code: code ?? -1, signal, stuck, stdout, stderr });
      },
    };
    const input = call.input ?? Buffer.alloc(0);
    const kill = isMuch(call)
      ? startHere({ program, args, env, input }, call.inputFile, listener)
      : launcher.start({ program, args, env, input }, listener);
  });
}

function startHere({ program, args, env, input }: Program, inputFile: string | undefined, listener: Listener) {
  const child = spawn(program, args, { env, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdout.on('data', listener.out);
  child.stderr.on('data', listener.err);
  // A child that ended early closes its stdin: its exit code tells why.
  child.stdin.on('error', () => undefined);
  if (inputFile === undefined) child.stdin.end(input);
  else
    createReadStream(inputFile)
      .on('error', () => child.stdin.end())
      .pipe(child.stdin);
  child.on('error', listener.failed);
  const isStuck = endIfStuck(child);
  child.on('close', (code, signal) => listener.ended(code, signal, isStuck()));
  return () => void child.kill('SIGKILL');
}
