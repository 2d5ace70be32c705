import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { RunningLoom } from '#contracts';
import type { CreateTaskBody, TaskCreated, TaskView } from '../api/views.js';
import { LoomClient } from '../client.js';
import { EXIT, Unreachable, WrongUsage } from '../exit-codes.js';
import { follow } from '../follow.js';
import { listOption, numberOption, sameServer, textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine } from '../output.js';
import { oneLine } from '../render/text.js';
import { serverAddress } from '../server-address.js';
import { interruptedWatch } from './interrupted.js';

export async function run(call: Invocation): Promise<number> {
  const { output } = call;
  const goal = textOperand(call, 0) === '-' ? await standardInput() : textOperand(call, 0);
  const body = taskBody(call, goal);
  const detach = call.options['detach'] === true;
  const configured = new LoomClient(await serverAddress(call));
  const found = await configured.whoAnswers();
  if (found !== 'loom' && (configured.server.from !== 'config' || detach)) {
    throw new Unreachable(
      found === 'nobody'
        ? `no Loom answers at ${configured.server.url}`
        : `what answers at ${configured.server.url} is not Loom`,
      detach
        ? 'A task can be left alone only on a running server: start one with `loom serve`.'
        : configured.server.remedy,
    );
  }
  const signal = call.interrupt.listen();
  if (found === 'loom') {
    const { task_id } = await createTask(configured, body);
    if (detach) {
      output.out(output.json ? jsonLine({ task_id }) : `${task_id}\n`);
      return EXIT.done;
    }
    return await followed(call, configured, task_id, goal, signal);
  }
  return await embeddedRun(call, configured, body, signal);
}

/** Without a byte order mark. @throws WrongUsage where it is no text: what it stands for could only be guessed. */
async function standardInput(): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new WrongUsage('the goal on standard input is not UTF-8 text', 'Save it as UTF-8 and run it again.');
  }
}

async function followed(
  call: Invocation,
  client: LoomClient,
  id: string,
  goal: string,
  signal: AbortSignal,
): Promise<number> {
  try {
    return (await follow(client, id, { output: call.output, signal, goal, flags: sameServer(call) })).exitCode;
  } catch (error) {
    if (signal.aborted) return interruptedWatch(call, id);
    throw error;
  }
}

/** A Loom for this run alone. It shares the data directory, so that a later `loom serve` goes on with what was left. */
async function embeddedRun(
  call: Invocation,
  configured: LoomClient,
  body: CreateTaskBody,
  signal: AbortSignal,
): Promise<number> {
  const { output, globals } = call;
  if (!output.json) output.err(`No Loom answers at ${configured.server.url}: one is started for this run.\n`);
  const { startServe } = await import('../other-apps.js');
  const loom: RunningLoom = await startServe({
    ...(globals.config === undefined ? {} : { configPath: globals.config }),
    port: 0,
    quiet: true,
    env: call.env,
  });
  const withConfig = sameServer(call);
  try {
    signal.throwIfAborted();
    const client = new LoomClient({
      url: loom.url,
      ...(loom.token === undefined ? {} : { token: loom.token }),
      from: 'embedded',
      remedy: 'The server of this run stopped; `loom serve` shows why.',
    });
    const { task_id } = await createTask(client, body);
    try {
      const { exitCode } = await follow(client, task_id, {
        output,
        signal,
        goal: body.goal,
        flags: ` --server ${loom.url}`,
        onResult: { instead: (task) => laterSteps(task, withConfig) },
      });
      return exitCode;
    } catch (error) {
      if (!signal.aborted) throw error;
      output.err(
        `\nStopped. The task is saved as it stands, and nothing that was not verified has touched your files.\n` +
          `Go on with it: loom serve${withConfig}, then loom watch ${task_id}${withConfig}\n` +
          `Drop it:       loom serve${withConfig}, then loom cancel ${task_id}${withConfig}\n`,
      );
      return EXIT.interrupted;
    }
  } finally {
    await loom.close();
  }
}

const laterSteps = (task: TaskView, flags: string): string[] => [
  `The server of this run is stopped. With \`loom serve${flags}\` running:`,
  `See the diff:   loom diff ${task.task_id}${flags}`,
  `Undo it all:    loom revert ${task.task_id}${flags}`,
  ...(task.status === 'failed' ? [`Go on with it:  loom retry ${task.task_id}${flags}`] : []),
];

/** Sent again under the same key when the answer was lost: the server makes one task of it. */
export async function createTask(client: LoomClient, body: CreateTaskBody): Promise<TaskCreated> {
  const key = randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.post('/tasks', { body, headers: { 'Idempotency-Key': key } });
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt === 3) throw error;
      await new Promise((wake) => setTimeout(wake, 300 * attempt));
    }
  }
}

export function taskBody(call: Invocation, goal: string): CreateTaskBody {
  if (goal.trim() === '')
    throw new WrongUsage('the goal is empty', 'Say what is to be done: loom run "add a --verbose flag"');
  const workspace = textOption(call, 'workspace');
  const mode = textOption(call, 'approvalMode');
  const priority = numberOption(call, 'priority');
  const callback = textOption(call, 'callbackUrl');
  const context = keyValues(call, 'context', 'language=French');
  const metadata = keyValues(call, 'metadata', 'ticket=4711');
  const limits = {
    tokens: numberOption(call, 'maxTokens'),
    model_calls: numberOption(call, 'maxModelCalls'),
    seconds: numberOption(call, 'maxSeconds'),
  };
  const globs = listOption(call, 'protect');
  return {
    goal,
    ...(workspace === undefined ? {} : { workspace: resolve(call.cwd, workspace) }),
    ...(mode === undefined ? {} : { approval_mode: mode as NonNullable<CreateTaskBody['approval_mode']> }),
    ...(Object.keys(context).length === 0 ? {} : { context }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(Object.values(limits).every((limit) => limit === undefined) ? {} : { limits }),
    ...(callback === undefined ? {} : { callback_url: callback }),
    ...(globs.length === 0 ? {} : { protected: globs }),
    ...(priority === undefined ? {} : { priority }),
  };
}

export function keyValues(call: Invocation, option: 'context' | 'metadata', example: string): Record<string, string> {
  const pairs = listOption(call, option).map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at < 1)
      throw new WrongUsage(
        `--${option} ${JSON.stringify(oneLine(pair))} is not KEY=VALUE`,
        `Write it as --${option} ${example}.`,
      );
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}
