import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningLoom } from '#contracts';
import { ScriptedModelServer, type Chunking, type ScriptedAnswer, type SeenRequest } from '#testing';
import { startServe } from '../../apps/api/src/serve.js';
import { rechunked, type Own, type Protocol, type Settings } from './mode.js';

/** What answers the requests of one run. */
export interface Actor {
  readonly chunking: Chunking;
  readonly requests: SeenRequest[];
  answer(request: SeenRequest): ScriptedAnswer;
}

const MARK = /\[run ([\w-]+)\]/;

/**
 * A whole Loom over one scripted model server, for any number of runs: the mark in a task's goal says whose a request
 * is.
 */
export class Arena {
  private readonly actors = new Map<string, Actor>();

  private constructor(
    private readonly loom: RunningLoom,
    private readonly server: ScriptedModelServer,
    private readonly folder: string,
  ) {}

  static async open(protocol: Protocol, own: Own = {}): Promise<Arena> {
    const folder = await mkdtemp(join(tmpdir(), 'loom-gauntlet-'));
    const actorOf = (request: SeenRequest): Actor => {
      const mark = MARK.exec(request.messages.map((message) => message.content).join('\n'))?.[1] ?? '';
      const actor = arena?.actors.get(mark);
      if (actor === undefined) throw new Error(`no run is marked "${mark}"`);
      return actor;
    };
    const server = await ScriptedModelServer.start({
      chunking: (request) => actorOf(request).chunking,
      models: [{ name: 'scripted', loaded: true, ...(own.contextWindow ? { contextWindow: own.contextWindow } : {}) }],
      flavour: protocol === 'ollama' ? 'ollama' : 'vllm',
      answer: (request) => {
        const actor = actorOf(request);
        actor.requests.push(request);
        return rechunked(actor.answer(request), actor.chunking);
      },
    });
    let arena: Arena | null = null;
    try {
      const configPath = join(folder, 'loom.toml');
      await writeFile(configPath, configuration(folder, server.url, protocol, own));
      const loom = await startServe({ configPath, port: 0, quiet: true, env: {} });
      arena = new Arena(loom, server, folder);
      return arena;
    } catch (error) {
      await server.close();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return this.loom.url;
  }

  /** The goal as it must be sent for the actor to be asked. */
  enter(mark: string, actor: Actor, goal: string): string {
    this.actors.set(mark, actor);
    return `[run ${mark}] ${goal}`;
  }

  leave(mark: string): void {
    this.actors.delete(mark);
  }

  async close(): Promise<void> {
    await this.loom.close();
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function configuration(folder: string, url: string, protocol: Protocol, own: Own): string {
  const main: Settings = {
    provider: protocol === 'ollama' ? 'ollama' : 'openai_compatible',
    base_url: url,
    model: 'scripted',
    max_concurrency: 8,
    timeout_seconds: 60,
    // Many modes share one model: none is asked otherwise for what another has taught.
    ...{ probe_seconds: 0, tools: 'native', structured_output: 'schema', thinking_switch: true },
    ...own.model,
  };
  const usual: Readonly<Record<string, Settings>> = {
    workspace: { default_path: join(folder, 'projects'), scratch_dir: join(folder, 'scratch') },
    memory: { database_path: join(folder, 'data', 'loom.db') },
    logging: { level: 'error', event_log_path: join(folder, 'logs') },
    sandbox: { shell_timeout_seconds: 5 },
    // One more try after a failure, and an end.
    execution: { max_subtask_retries: 1, max_plan_versions: 1, max_tool_iterations: 12, auto_proceed_seconds: 0 },
  };
  const names = new Set([...Object.keys(usual), ...Object.keys(own.config ?? {})]);
  return [
    '[models.main]',
    ...linesOf(main),
    'roles = ["planner", "executor", "verifier", "extractor"]',
    ...[...names].flatMap((name) => [`[${name}]`, ...linesOf({ ...usual[name], ...own.config?.[name] })]),
  ].join('\n');
}

const linesOf = (settings: Settings): string[] =>
  Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
