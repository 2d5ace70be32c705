import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoomConfig, ModelConfig } from '#config';
import type { ModelKey } from '#contracts';
import { createModelClient, endpointKey, LocalEndpointSlots, type HttpModelClient } from '#models';
import { loadTemplates } from '#prompts';
import type { AttemptTrees, TrialBench } from '#roles';
import { chooseSandbox, SandboxedCheckRunner, usableToolchains } from '#tools';
import { DEFAULT_LIMITS, GitAttemptTrees, GitTreeStore, HeadStore } from '#workspace';

/** Trees, checks and prompts as in work, in a folder of their own that goes with them. */
export class VerifierBench implements TrialBench {
  private seeded = 0;
  private readonly clients: HttpModelClient[] = [];

  private constructor(
    private readonly folder: string,
    private readonly store: GitTreeStore,
    readonly trees: AttemptTrees,
    readonly runner: SandboxedCheckRunner,
    readonly templates: TrialBench['templates'],
  ) {}

  /** @throws SandboxUnavailable when one is required and none works; ToolchainRefused; BadTemplate. */
  static async open(config: LoomConfig): Promise<VerifierBench> {
    const { sandbox } = await chooseSandbox(config.sandbox, usableToolchains(config));
    const timeoutSeconds = Math.max(60, config.sandbox.shellTimeoutSeconds);
    const templates = loadTemplates(join(config.dataDir, 'prompts'));
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'loom-trial-')));
    const [dataDir, scratchDir] = [join(folder, 'data'), join(folder, 'scratch')];
    const store = new GitTreeStore({ dataDir, scratchDir });
    const source = new HeadStore((workspaceId) => store.repository(workspaceId));
    const trees = new GitAttemptTrees({ dataDir, scratchDir, limits: DEFAULT_LIMITS }, source);
    return new VerifierBench(folder, store, trees, new SandboxedCheckRunner(sandbox, { timeoutSeconds }), templates);
  }

  async seed(files: Readonly<Record<string, string>>): Promise<{ workspaceId: string; commit: string }> {
    const folder = join(this.folder, `project-${++this.seeded}`);
    await mkdir(folder);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const { workspaceId, path } = await this.store.register(folder);
    const { commit } = await this.store.snapshot({ workspaceId, path, tip: null, taskId: 'trial' });
    return { workspaceId, commit };
  }

  /** That one model and no other. */
  only(config: ModelConfig): HttpModelClient {
    const client = createModelClient([config], { slots: new LocalEndpointSlots() });
    this.clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export const modelKey = (config: ModelConfig): ModelKey => ({
  endpoint: endpointKey(config.baseUrl),
  model: config.model,
});
