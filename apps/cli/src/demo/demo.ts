import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunningLoom, WireEvent } from '#contracts';
import { ROLES } from '#domain';
import { LoomClient } from '../client.js';
import { createTask } from '../commands/run.js';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { follow, type Followed } from '../follow.js';
import { textOption, type Invocation } from '../invocation.js';
import { makeFolder } from '../make-folder.js';
import { startServe } from '../other-apps.js';
import { jsonLine, lines, type Output } from '../output.js';
import { diffLines } from '../render/diff.js';
import { clean, oneLine } from '../render/text.js';
import { GOAL } from './script.js';
import { MODEL, startScriptedModel, type ScriptedModel } from './scripted-model.js';

/** Long enough to see what happens, short enough to wait for. */
const ANSWER_MS = 250;

/** The real API, queues, workers and Redis, with a scripted model behind them. */
export async function demo(call: Invocation): Promise<number> {
  const signal = call.interrupt.listen();
  const place = await preparePlace(textOption(call, 'dir'), call.cwd);
  const model = await startScriptedModel(ANSWER_MS);
  try {
    await writeFile(place.config, configText(place, model.baseUrl, await freePort()), { mode: 0o600 });
    note(call.output, introduction(place));
    const loom = await startServe({ configPath: place.config, quiet: true, env: ownEnv(call.env) });
    try {
      signal.throwIfAborted();
      return await show(call, place, model, loom, signal);
    } finally {
      await loom.close();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    call.output.err(`\nStopped. What was done so far is in ${place.folder}.\n`);
    return EXIT.interrupted;
  } finally {
    await model.close();
  }
}

interface Place {
  readonly folder: string;
  readonly project: string;
  readonly config: string;
  readonly data: string;
}

async function preparePlace(wanted: string | undefined, cwd: string): Promise<Place> {
  let folder: string;
  if (wanted === undefined) folder = await realpath(await mkdtemp(join(tmpdir(), 'loom-demo-')));
  else {
    folder = resolve(cwd, wanted);
    await makeFolder(folder);
    if ((await readdir(folder)).length > 0)
      throw new WrongUsage(`${folder} is not empty`, 'Name a folder that is new or empty.');
    folder = await realpath(folder);
  }
  const place = {
    folder,
    project: join(folder, 'project'),
    config: join(folder, 'loom.toml'),
    data: join(folder, 'data'),
  };
  await mkdir(place.project);
  await mkdir(place.data);
  return place;
}

function configText(place: Place, baseUrl: string, port: number): string {
  const text = (value: string): string => JSON.stringify(value);
  return `# Of \`loom demo\`. The model's server ended with the demo; the rest can be served again.
[server]
port = ${port}

[redis]
prefix = "loom-demo-${port}"

[models.scripted]
provider = "openai_compatible"
base_url = ${text(baseUrl)}
model = ${text(MODEL)}
roles = [${ROLES.map(text).join(', ')}]
context_window = 32768
max_concurrency = 4
probe_seconds = 0

[workspace]
scratch_dir = ${text(join(place.data, 'scratch'))}

[memory]
database_path = ${text(join(place.data, 'loom.db'))}

[logging]
event_log_path = ${text(join(place.data, 'logs'))}
`;
}

/** The demo needs no configuration and lets none in, but for where Redis and the sandbox are concerned. */
function ownEnv(env: Invocation['env']): Record<string, string | undefined> {
  const others = /^LOOM_(CONFIG|TOKEN|SERVER|MODELS|WORKSPACE|EXECUTION|VERIFICATION|MEMORY|LOGGING)(_|$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !others.test(name)));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function show(
  call: Invocation,
  place: Place,
  model: ScriptedModel,
  loom: RunningLoom,
  signal: AbortSignal,
): Promise<number> {
  const { output } = call;
  const client = new LoomClient({
    url: loom.url,
    ...(loom.token === undefined ? {} : { token: loom.token }),
    from: 'embedded',
    remedy: 'The server of the demo stopped; run `loom doctor`.',
  });
  const { task_id } = await createTask(client, { goal: GOAL, workspace: place.project, approval_mode: 'auto' });
  const events: WireEvent[] = [];
  const followed = await follow(client, task_id, {
    output,
    signal,
    goal: GOAL,
    onEvent: (event) => events.push(event),
    onResult: { instead: () => [] },
  });
  const diff = (await client.bytes('/tasks/{taskId}/diff', { path: { taskId: task_id } })).toString('utf8');
  const proof = await prove(place.project);
  report(call, { place, followed, diff, proof, story: storyOf(events, model.recalled) });
  return followed.exitCode === EXIT.done && proof.passed ? EXIT.done : EXIT.failed;
}

interface Proof {
  readonly passed: boolean;
  readonly tests: string;
  readonly printed: string;
}

/** Runs what was built: nobody's word is taken for it. */
async function prove(project: string): Promise<Proof> {
  const tests = await runNode(['--test', '--test-reporter=tap'], project);
  const program = await runNode(['csv2json.mjs', join('examples', 'people.csv')], project);
  const passing = Number(/^# pass (\d+)$/m.exec(tests.text)?.[1] ?? 0);
  return {
    passed: tests.code === 0 && passing > 0 && program.code === 0,
    tests: `${passing} tests pass`,
    printed: program.text,
  };
}

function runNode(args: readonly string[], cwd: string): Promise<{ code: number; text: string }> {
  const env = { ...process.env };
  // Set by a test runner that runs the demo, and it would change what this one prints.
  delete env['NODE_TEST_CONTEXT'];
  delete env['NODE_OPTIONS'];
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd, env, timeout: 60_000 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : 1, text: stdout + stderr });
    });
  });
}

/** What the demo is there to show, as far as it really happened. */
export function storyOf(events: readonly WireEvent[], recalled: readonly string[]): string[] {
  const begun = new Map<string, number>();
  const over = new Map<string, number>();
  const rejected = new Set<string>();
  for (const { event_type, subtask_id: id, sequence } of events) {
    if (id === undefined) continue;
    if (event_type === 'subtask_started' && !begun.has(id)) begun.set(id, sequence);
    if (event_type === 'subtask_completed') over.set(id, sequence);
    if (event_type === 'verification_failed') rejected.add(id);
  }
  const ids = [...begun.keys()];
  const together = ids.flatMap((a, i) =>
    ids.slice(i + 1).flatMap((b) => {
      const startA = begun.get(a) ?? 0;
      const startB = begun.get(b) ?? 0;
      return startB < (over.get(a) ?? Infinity) && startA < (over.get(b) ?? Infinity) ? [`${a} and ${b}`] : [];
    }),
  );
  return [
    ...together.map((pair) => `${pair} were at work at the same time.`),
    ...[...rejected].map((id) =>
      over.has(id)
        ? `${id} was called done, failed verification, and passed on a retry; the failed attempt never touched the folder.`
        : `${id} failed verification.`,
    ),
    ...[...new Set(recalled)].map((line) => `A later prompt held this from memory, and the answer used it: ${line}`),
  ];
}

interface Report {
  readonly place: Place;
  readonly followed: Followed;
  readonly diff: string;
  readonly proof: Proof;
  readonly story: readonly string[];
}

const introduction = (place: Place): string[] => [
  'Loom demo',
  'The model is scripted: no language model runs, its answers are shipped with Loom.',
  'All else is real: API, queues, Redis, workers, verification, and the files it writes.',
  `Working in ${place.project}`,
  '',
];

/** For a person; where stdout belongs to a program or a file, on stderr. */
function note(output: Output, text: readonly string[]): void {
  if (output.isTerminal && !output.json) output.out(lines(text));
  else output.err(lines(text));
}

function report(
  { output, env }: Pick<Invocation, 'output' | 'env'>,
  { place, followed, diff, proof, story }: Report,
): void {
  const { task } = followed;
  // Whoever came by npm has no `loom` on the path, but in the checkout has this.
  const loom = env['npm_command'] === undefined ? 'loom' : 'npx loom';
  const next = {
    serve: `${loom} serve --config ${place.config}`,
    undo: `${loom} revert ${task.task_id} --config ${place.config}`,
    init: `${loom} init`,
    own: `${loom} run ${JSON.stringify(GOAL).replace(/`/g, '\\`')}`,
  };
  if (output.json) {
    const { passed, tests, printed } = proof;
    output.out(
      jsonLine({
        demo: {
          task_id: task.task_id,
          status: task.status,
          scripted_model: true,
          ...place,
          story,
          tests_passed: passed,
          tests,
          printed,
          diff,
          next,
        },
      }),
    );
    return;
  }
  const { colors } = output;
  const sign = proof.passed ? colors.green('✓') : colors.red('✗');
  output.out(
    lines([
      '',
      colors.bold('What happened'),
      ...story.map((line) => `  - ${oneLine(line)}`),
      '',
      colors.bold('The diff'),
      ...diffLines(diff, colors),
      '',
      colors.bold('The program, run now'),
      `  ${sign} node --test: ${proof.tests}`,
      '  $ node csv2json.mjs examples/people.csv',
      ...clean(proof.printed)
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
      '',
      colors.bold('Undo it'),
      `  ${next.serve}`,
      `  ${next.undo}   (in another terminal)`,
      '',
      colors.bold('The same goal on your own model'),
      `  ${next.init}`,
      `  ${next.own}`,
    ]),
  );
}
