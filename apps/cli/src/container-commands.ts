import 'reflect-metadata';
import { Inject, Module, type DynamicModule } from '@nestjs/common';
import { Command, CommandFactory, CommandRunner, CommandRunnerService } from 'nest-commander';
import type { RunningWorker } from '#contracts';
import { ROLES, type Role } from '#domain';
import { DEMO, SERVE, WORKER } from './container-catalogue.js';
import { EXIT, WrongUsage } from './exit-codes.js';
import { numberOption, textOption, type Invocation } from './invocation.js';
import { startServe, startWorker } from './other-apps.js';
import { jsonLine } from './output.js';
import { asServerUrl } from './server-address.js';

/* Commands that run Loom itself. Nest is loaded for these alone: it costs more than a whole client command takes. */

const CALL = Symbol('the call that is being run');
/** Where a runner leaves its exit code. */
const RESULT = Symbol('exit code');
interface Result {
  exitCode: number;
}

abstract class ContainerCommand extends CommandRunner {
  constructor(
    @Inject(CALL) protected readonly call: Invocation,
    @Inject(RESULT) private readonly result: Result,
  ) {
    super();
  }

  async run(): Promise<void> {
    this.result.exitCode = await this.start();
  }

  protected abstract start(): Promise<number>;
}

@Command({ name: SERVE.name, description: SERVE.about })
class ServeCommand extends ContainerCommand {
  protected async start(): Promise<number> {
    const { call } = this;
    const signal = call.interrupt.listen();
    const port = numberOption(call, 'port');
    const host = textOption(call, 'host');
    const roles = textOption(call, 'roles');
    const loom = await startServe({
      ...configOf(call),
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(roles === undefined ? {} : { roles: roles === 'none' ? 'none' : asRoles(roles.split(','), '; or none') }),
      ...(call.options['withoutTrees'] === true ? { withoutTrees: true } : {}),
      env: withToken(call),
    });
    if (call.output.json) call.output.out(jsonLine({ url: loom.url, pid: process.pid }));
    else call.output.out(`Loom answers at ${loom.url} (documentation at ${loom.url}/docs). Stop it with Ctrl-C.\n`);
    return untilStopped(signal, [loom]);
  }
}

@Command({ name: WORKER.name, description: WORKER.about, arguments: WORKER.operands })
class WorkerCommand extends ContainerCommand {
  protected async start(): Promise<number> {
    const { call } = this;
    const signal = call.interrupt.listen();
    const [named] = call.operands;
    const roles = asRoles(Array.isArray(named) ? named : []);
    const redisUrl = textOption(call, 'redis');
    const api = textOption(call, 'api');
    const server = api ?? call.globals.server;
    const apiUrl = server === undefined ? undefined : asServerUrl(server, api === undefined ? '--server' : '--api');
    const concurrency = numberOption(call, 'concurrency');
    const models = textOption(call, 'models');
    const options = {
      ...configOf(call),
      ...(redisUrl === undefined ? {} : { redisUrl }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(models === undefined ? {} : { models: names(models) }),
      ...(call.globals.token === undefined ? {} : { token: call.globals.token }),
      env: call.env,
    };
    const running: RunningWorker[] = [];
    try {
      for (const role of roles) running.push(await startWorker(role, options));
    } catch (error) {
      await Promise.allSettled(running.map((worker) => worker.close()));
      throw error;
    }
    if (call.output.json) call.output.out(jsonLine({ roles, pid: process.pid }));
    else call.output.out(`Working as ${roles.join(', ')}. Stop it with Ctrl-C.\n`);
    return untilStopped(signal, running);
  }
}

@Command({ name: DEMO.name, description: DEMO.about })
class DemoCommand extends ContainerCommand {
  protected async start(): Promise<number> {
    const { demo } = await import('./demo/demo.js');
    return demo(this.call);
  }
}

@Module({})
class ContainerModule {
  static of(call: Invocation, result: Result): DynamicModule {
    return {
      module: ContainerModule,
      providers: [
        { provide: CALL, useValue: call },
        { provide: RESULT, useValue: result },
        ServeCommand,
        WorkerCommand,
        DemoCommand,
      ],
    };
  }
}

/** Runs a command in a Nest container. Its words were parsed and checked already, by the same catalogue. */
export async function runInContainer(call: Invocation): Promise<number> {
  const result: Result = { exitCode: EXIT.done };
  const rethrow = (error: Error): never => {
    throw error;
  };
  const app = await CommandFactory.createWithoutRunning(ContainerModule.of(call, result), {
    cliName: 'loom',
    logger: ['error', 'warn'],
    serviceErrorHandler: rethrow,
    errorHandler: rethrow,
  });
  try {
    const operands = call.operands.flat().filter((word): word is string => word !== undefined);
    await app.get(CommandRunnerService).run(['node', 'loom', call.command, '--', ...operands]);
  } finally {
    await app.close();
  }
  return result.exitCode;
}

const configOf = ({ globals }: Invocation) => (globals.config === undefined ? {} : { configPath: globals.config });
const withToken = ({ env, globals }: Invocation) =>
  globals.token === undefined ? env : { ...env, LOOM_SERVER_TOKEN: globals.token };
const names = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

export function asRoles(words: readonly string[], others = ''): Role[] {
  const wanted = words.map((word) => word.trim()).filter(Boolean);
  const unknown = wanted.find((word) => !(ROLES as readonly string[]).includes(word));
  if (unknown !== undefined || wanted.length === 0) {
    const near = ROLES.find((role) => unknown !== undefined && role.startsWith(unknown.slice(0, 2).toLowerCase()));
    throw new WrongUsage(
      unknown === undefined
        ? 'no role is named'
        : `there is no role "${unknown}"${near === undefined ? '' : ` (did you mean ${near}?)`}`,
      `Roles are ${ROLES.join(', ')}${others}.`,
    );
  }
  return [...new Set(wanted as Role[])];
}

interface Running {
  close(): Promise<void>;
  readonly closed: Promise<void>;
}

/**
 * Runs until a signal, or until a part dies that cannot be restarted. SIGTERM is how a supervisor ends it: no failure.
 */
async function untilStopped(signal: AbortSignal, running: readonly Running[]): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    await Promise.race([stopped, ...running.map((part) => part.closed)]);
  } finally {
    await Promise.allSettled(running.map((part) => part.close()));
  }
  if (!signal.aborted) return EXIT.failed;
  return (signal.reason as Error).message === 'interrupted' ? EXIT.interrupted : EXIT.done;
}
