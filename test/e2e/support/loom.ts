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
import type { CreateTaskBody, EventType, TaskCreated, TaskView, TraceAttempt, WireEvent } from '#contracts';
import { PublishedApi, ScriptedModelServer, type Script, type ScriptedServerOptions } from '#testing';
import { configText, type ProviderName, type Settings } from './config-text.js';
import { readEvents } from './events.js';
import { putFile, filesOf } from './files.js';
import { Observer } from './observer.js';
import { Program, type Ended, type ProgramOptions } from './program.js';
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

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  readonly text: string;
}

/** A whole Loom of the shipped build: its own home, data, port, private Redis and scripted model. */
export class TestLoom {
  private program: Program | null = null;
  private published: Promise<PublishedApi> | null = null;
  private observer: Promise<Observer> | null = null;
  private readonly others: Program[] = [];

  private constructor(
    readonly home: string,
    readonly port: number,
    readonly model: ScriptedModelServer,
    private readonly options: StartOptions,
    private readonly stories: Map<string, Script>,
  ) {}

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

  get url(): string {
    const { host = '127.0.0.1' } = this.options.config?.['server'] ?? {};
    return `http://${String(host)}:${this.port}`;
  }
  /** What the API asks for, where the configuration sets one. */
  get token(): string | undefined {
    return this.options.config?.['server']?.['token'] as string | undefined;
  }
  private get auth(): Record<string, string> {
    return this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
  }
  get workspace(): string {
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

  /** The server's description of its own interface. */
  description(): Promise<PublishedApi> {
    return (this.published ??= PublishedApi.of(this.url));
  }

  /** An address to reach the API by where each answer is held against the description, which `close` tells the outcome of. */
  observed(): Promise<Observer> {
    return (this.observer ??= this.description().then((api) => Observer.before(this.url, api)));
  }

  /** One call; its answer has to be as the published description says. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.auth, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const read = (/json/.test(type) ? JSON.parse(text) : text) as T;
    const fault = (await this.description()).faultOf(method, path, response.status, type, read);
    if (fault !== null) throw new Error(fault);
    return { status: response.status, headers: response.headers, body: read, text };
  }

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

  /** A task on the workspace, unless the body says otherwise; its id. */
  async submit(goal: string, body: Partial<CreateTaskBody> = {}): Promise<string> {
    const made = await this.call<TaskCreated>('POST', '/tasks', { goal, workspace: this.workspace, ...body });
    if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
    return made.body.task_id;
  }

  async task(id: string): Promise<TaskView> {
    return (await this.call<TaskView>('GET', `/tasks/${id}`)).body;
  }

  /** The first such event of the task, past or to come; fails when the task ends without it. */
  async until(
    id: string,
    wanted: EventType | ((event: WireEvent) => boolean),
    deadlineMs = 40_000,
  ): Promise<WireEvent> {
    const fits = typeof wanted === 'string' ? (event: WireEvent) => event.event_type === wanted : wanted;
    const { events, how } = await readEvents(`${this.url}/tasks/${id}/stream`, {
      enough: fits,
      deadlineMs,
      headers: this.auth,
    });
    const last = events.at(-1);
    if (how === 'enough' && last) return last;
    const names = events.map((event) => `${event.sequence} ${event.event_type} ${event.subtask_id ?? ''}`).join('\n');
    throw new Error(
      `no such event (${typeof wanted === 'string' ? wanted : 'a predicate'}): the stream is ${how} after\n${names}\n` +
        `task: ${JSON.stringify(this.program?.running ? (await this.task(id)).error : 'no server')}\n` +
        `unscripted: ${this.model.unscripted.join('\n')}\n${this.program?.told() ?? ''}`,
    );
  }

  /** Until the task has ended, whichever way. */
  async ended(id: string, deadlineMs = 40_000): Promise<TaskView> {
    await this.until(id, (event) => /^task_(completed|failed|cancelled)$/.test(event.event_type), deadlineMs);
    return this.task(id);
  }

  /** All events of an ended task, as its stream gives them. */
  async events(id: string, after?: number): Promise<WireEvent[]> {
    const from = after === undefined ? {} : { after };
    return (await readEvents(`${this.url}/tasks/${id}/stream`, { ...from, headers: this.auth })).events;
  }

  async trace(id: string, subtask: string): Promise<TraceAttempt[]> {
    return (await this.call<TraceAttempt[]>('GET', `/tasks/${id}/subtasks/${subtask}/trace`)).body;
  }

  /** How often the subtask was carried out. */
  async attempts(id: string, subtask: string): Promise<number> {
    return (await this.trace(id, subtask)).filter((attempt) => attempt.stage === 'execute').length;
  }

  async close(): Promise<void> {
    const observer = await this.observer;
    await observer?.close();
    await Promise.all(this.others.map((program) => program.close()));
    this.endRedis();
    await this.model.close();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    if (observer && observer.faults.length > 0)
      throw new Error(`answers were not as described:\n${observer.faults.join('\n')}`);
  }

  /** One that a killed server left behind. */
  private endRedis(): void {
    try {
      process.kill(this.redisPid, 'SIGKILL');
    } catch {
      // It went with its server.
    }
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
