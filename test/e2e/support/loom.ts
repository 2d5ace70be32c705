import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { CreateTaskBody } from '#contracts';
import { ScriptedModelServer, type Script, type ScriptedServerOptions } from '#testing';
import { ApiCaller } from './api-caller.js';
import { configText, type ProviderName, type Settings } from './config-text.js';
import { putFile, filesOf } from './files.js';
import { LOOM, Program, type Ended, type ProgramOptions } from './program.js';
import { at, tell, type At, type Story } from './story.js';

export interface StartOptions {
  readonly story?: Story;
  readonly script?: Script;
  /** Ended by whoever started it instead of with the test. */
  readonly outlives?: boolean;
  readonly provider?: ProviderName;
  /** Sections of loom.toml over the defaults of these tests; a value `undefined` leaves a key out. */
  readonly config?: Settings;
  readonly server?: Partial<ScriptedServerOptions>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the user's folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** The loom command of another build. */
  readonly main?: string;
  /** False: only the folders, the configuration and the model. */
  readonly serve?: boolean;
}

/** A whole Loom of the shipped build: its own home, data, port, private Redis and scripted model. */
export class TestLoom extends ApiCaller {
  private program: Program | null = null;
  private readonly others: Program[] = [];

  private constructor(
    readonly home: string,
    readonly port: number,
    readonly model: ScriptedModelServer,
    private readonly options: StartOptions,
    private readonly stories: Map<string, Script>,
  ) {
    super();
  }

  static async start(options: StartOptions): Promise<TestLoom> {
    const stories = new Map<string, Script>();
    const otherwise = options.script ?? tell(options.story ?? { plan: ['only'] });
    const script: Script = (request) => (stories.get(at(request).goal) ?? otherwise)(request);
    const model = await ScriptedModelServer.start({ ...options.server, answer: script });
    const home = realpathSync(mkdtempSync(join(tmpdir(), 'loom-e2e-')));
    const loom = new TestLoom(home, await freePort(), model, options, stories);
    if (!options.outlives) onTestFinished(() => loom.close());
    mkdirSync(loom.workspace);
    for (const [path, text] of Object.entries(options.files ?? {})) loom.put(path, text);
    writeFileSync(loom.configPath, loom.configText);
    if (options.serve !== false) await loom.serve();
    return loom;
  }

  override get url(): string {
    const { host = '127.0.0.1' } = this.options.config?.['server'] ?? {};
    return `http://${String(host)}:${this.port}`;
  }
  /** What the API asks for, where the configuration sets one. */
  override get token(): string | undefined {
    return this.options.config?.['server']?.['token'] as string | undefined;
  }
  protected override get build(): string {
    return this.options.main ?? LOOM;
  }
  override get workspace(): string {
    return join(this.home, 'project');
  }
  get dataDir(): string {
    return join(this.home, 'data');
  }
  get configPath(): string {
    return join(this.home, 'loom.toml');
  }
  private get configText(): string {
    const { provider = 'ollama', config = {} } = this.options;
    const { port, workspace, dataDir, home } = this;
    return configText({ provider, modelUrl: this.model.url, port, workspace, dataDir, home }, config);
  }
  /** Of the running server. */
  get pid(): number {
    return this.running().pid;
  }
  /** Of the private Redis. */
  get redisPid(): number {
    const record = readFileSync(join(this.dataDir, 'redis', 'running.json'), 'utf8');
    return (JSON.parse(record) as { process: { pid: number } }).process.pid;
  }

  // The server's life.

  async serve(...args: readonly string[]): Promise<void> {
    const { main } = this.options;
    const words = ['serve', '--json', ...(this.options.args ?? []), ...args];
    const program = await this.spawn(words, main === undefined ? {} : { main });
    this.program = program;
    await program.says(/"url":/);
  }

  /** A further process of the build, ended with this Loom. */
  async spawn(
    args: readonly string[],
    more: Partial<Pick<ProgramOptions, 'main' | 'env' | 'cwd' | 'stdin' | 'under'>> = {},
  ): Promise<Program> {
    const env = { ...this.options.env, ...more.env };
    const program = await Program.start(args, { home: this.home, ...more, env });
    this.others.push(program);
    return program;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.running().kill('SIGKILL');
  }

  async stop(): Promise<Ended> {
    return this.running().kill('SIGTERM');
  }

  /** Ctrl-C. */
  async interrupt(): Promise<Ended> {
    return this.running().kill('SIGINT');
  }

  async restart(): Promise<void> {
    if (this.program?.running) await this.kill();
    await this.serve();
  }

  /** The command line, to its end. */
  async cli(args: readonly string[], more: Parameters<TestLoom['spawn']>[1] = {}): Promise<Ended> {
    return (await this.spawn(args, more)).toTheEnd();
  }

  log(): string {
    const folder = join(this.home, 'logs');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  }

  // The user's folder.

  put(path: string, text: string): void {
    putFile(this.workspace, path, text);
  }

  files(): Record<string, string> {
    return filesOf(this.workspace);
  }

  // The API.

  /** Every call to the model so far. */
  calls(): At[] {
    return this.model.requests.map(at);
  }

  /** What the model says in tasks with exactly this goal. */
  tell(goal: string, story: Story | Script): void {
    this.stories.set(goal, typeof story === 'function' ? story : tell(story));
  }

  /** A task told by its own story, in a folder of its own; the goal is one line. */
  async begin(
    goal: string,
    story: Story | Script,
    more: { body?: Partial<CreateTaskBody>; files?: Readonly<Record<string, string>> } = {},
  ): Promise<{ id: string; folder: string; calls: () => At[]; files: () => Record<string, string> }> {
    this.tell(goal, story);
    const folder = mkdtempSync(join(this.home, 'folder-'));
    for (const [path, text] of Object.entries(more.files ?? {})) putFile(folder, path, text);
    const id = await this.submit(goal, { workspace: folder, ...more.body });
    const calls = (): At[] => this.calls().filter((place) => place.goal === goal);
    return { id, folder, calls, files: () => filesOf(folder) };
  }

  async close(): Promise<void> {
    const faults = await this.endObserving();
    await Promise.all(this.others.map((program) => program.close()));
    this.endRedis();
    await this.model.close();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    if (faults.length > 0) throw new Error(`answers were not as described:\n${faults.join('\n')}`);
  }

  /** One that a killed server left behind. */
  private endRedis(): void {
    try {
      process.kill(this.redisPid, 'SIGKILL');
    } catch {
      // It went with its server.
    }
  }

  protected override async told(id: string): Promise<string> {
    const error = this.program?.running ? (await this.task(id)).error : 'no server';
    const unscripted = this.model.unscripted.join('\n');
    return `task: ${JSON.stringify(error)}\nunscripted: ${unscripted}\n${this.program?.told() ?? ''}`;
  }

  private running(): Program {
    if (this.program === null) throw new Error('no server was started');
    return this.program;
  }
}

/** A Loom that serves, ended with the test. */
export const startLoom = (options: StartOptions): Promise<TestLoom> => TestLoom.start(options);

/** One for all tests of a file, which tell their stories by goal. */
export function sharedLoom(options: StartOptions = {}): () => TestLoom {
  let loom: TestLoom | null = null;
  beforeAll(async () => {
    loom = await TestLoom.start({ ...options, outlives: true });
  });
  afterAll(() => loom?.close());
  return () => {
    if (loom === null) throw new Error('it did not start');
    return loom;
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
