import { ModelConfig, SandboxConfig } from '#config';
import type { ExecuteWork, PlanWork, VerifyWork, Work } from '#contracts';
import type { ApprovalMode, SubtaskSpec } from '#domain';
import { createModelClient, LocalEndpointSlots, type HttpModelClient } from '#models';
import { Journal, SystemClock } from '#roles';
import { ScriptedModelServer, type Script } from '#testing';
import { chooseSandbox, LocalToolBox, SandboxedCheckRunner, type Sandbox } from '#tools';
import { ClonedTrees } from './cloned-trees.js';
import { leaseOf, type MemoryLink } from './memory-link.js';

export { ClonedTrees } from './cloned-trees.js';
export { Away, leaseOf, MemoryLink } from './memory-link.js';

export interface Bench {
  readonly server: ScriptedModelServer;
  readonly models: HttpModelClient;
  readonly trees: ClonedTrees;
  readonly tools: LocalToolBox;
  readonly checks: SandboxedCheckRunner;
  readonly clock: SystemClock;
  close(): Promise<void>;
}

const ALL_ROLES = ['planner', 'executor', 'verifier', 'extractor'];

/** As in a worker, they outlive what they are asked for. By the seconds of a check. */
const runners = new Map<number, SandboxedCheckRunner>();
let chosen: ReturnType<typeof chooseSandbox> | undefined;

/** A scripted model behind the real client, git trees and the real tools. */
export async function startBench(
  answer: Script,
  models: readonly Partial<ModelConfig>[] = [{}],
  checkSeconds = 60,
): Promise<Bench> {
  const server = await ScriptedModelServer.start(answer);
  const configs = models.map((given, i) =>
    Object.assign(
      new ModelConfig(),
      { name: `m${i + 1}`, provider: 'ollama', baseUrl: server.url, model: 'scripted', roles: ALL_ROLES },
      given,
    ),
  );
  const client = createModelClient(configs, {
    slots: new LocalEndpointSlots(),
    timings: { tries: 1 } as object,
  });
  const trees = new ClonedTrees();
  const { sandbox }: { sandbox: Sandbox } = await (chosen ??= chooseSandbox(new SandboxConfig()));
  const checks = runners.get(checkSeconds) ?? new SandboxedCheckRunner(sandbox, { timeoutSeconds: checkSeconds });
  runners.set(checkSeconds, checks);
  return {
    server,
    models: client,
    trees,
    tools: new LocalToolBox(sandbox),
    checks,
    clock: new SystemClock(),
    close: async () => {
      await client.close();
      await server.close();
      trees.dispose();
    },
  };
}

/** A journal over the link, and the signal that a lost lease aborts. */
export function journalOf(link: MemoryLink, work: Work, heard = 0): { journal: Journal; signal: AbortSignal } {
  const controller = new AbortController();
  const journal = new Journal(link, new SystemClock(), {
    lease: leaseOf(work.stage),
    taskId: work.task.id,
    recorded: work.recorded,
    heard,
    signal: controller.signal,
    onLost: (lost) => controller.abort(lost),
  });
  return { journal, signal: controller.signal };
}

export const subtaskOf = (given: Partial<SubtaskSpec> = {}): SubtaskSpec => ({
  id: 'a',
  description: 'Write a.txt.',
  dependsOn: [],
  modelTier: 1,
  verificationTier: 1,
  isCriticalPath: false,
  acceptanceCriteria: 'a.txt holds the word done.',
  expectedOutputs: ['a.txt'],
  checks: [],
  ...given,
});

const common = (base: string) => ({
  task: {
    id: 'task',
    goal: 'Make {braces} and $& survive.',
    status: 'executing',
    context: {},
    protected: [],
    workspaceId: 'w',
    approvalMode: 'auto' as ApprovalMode,
    workspaceName: 'project',
  },
  plan: null,
  memory: [],
  instructions: [],
  recorded: [],
  base,
});
const rung = { tier: 1, fresh: false, think: false, budget: 1 } as const;

export const executeWork = (base: string, given: Partial<ExecuteWork> = {}): ExecuteWork => ({
  ...common(base),
  stage: 'execute',
  subtask: subtaskOf(),
  attempt: 1,
  rung,
  feedback: [],
  head: base,
  maxTurns: 20,
  ...given,
});

export const planWork = (base: string, given: Partial<PlanWork> = {}): PlanWork => ({
  ...common(base),
  stage: 'plan',
  version: 1,
  settled: [],
  lessons: [],
  rung,
  ...given,
});

export const verifyWork = (base: string, head: string, given: Partial<VerifyWork> = {}): VerifyWork => ({
  ...common(base),
  stage: 'verify',
  subtask: subtaskOf(),
  attempt: 1,
  head,
  summary: 'I wrote a.txt.',
  tier: 1,
  workedBy: 'm1',
  ...given,
});
