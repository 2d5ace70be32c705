import type { Dispatcher, StageCounts, TaskStore } from '#conductor';
import { queueName, type HealthView } from '#contracts';
import { ROLES, STAGES, type Stage } from '#domain';
import { VERSION } from '#worker-runtime';
import { Health } from '../http/ports.js';
import { type Roster } from './roster.js';

const PATIENCE_MS = 2000;

export class HealthService extends Health {
  constructor(
    private readonly store: TaskStore,
    private readonly dispatcher: Dispatcher,
    private readonly roster: Roster,
  ) {
    super();
  }

  async check(): Promise<HealthView> {
    const redis = await this.dispatcher.isReachable(PATIENCE_MS);
    const [database, counts, workers] = await Promise.all([
      this.store.ping().then(
        () => 'ok',
        (error: unknown) => (error instanceof Error ? error.message : 'unreachable'),
      ),
      redis ? this.dispatcher.counts().catch(() => null) : null,
      this.roster.present(),
    ]);
    const perRole = Object.fromEntries(
      ROLES.map((role) => [role, workers.filter((w) => w.roles.includes(role)).length]),
    );
    const sound = redis && database === 'ok';
    const manned = ROLES.every((role) => (perRole[role] ?? 0) > 0);
    return {
      status: !sound ? 'down' : manned ? 'ok' : 'degraded',
      version: VERSION,
      redis: redis ? 'ok' : 'unreachable',
      database,
      workers: perRole,
      queues: Object.fromEntries(STAGES.map((stage) => [queueName(stage), countsOf(counts, stage)])),
    };
  }
}

const countsOf = (
  counts: Readonly<Record<Stage, StageCounts>> | null,
  stage: Stage,
): { waiting: number; active: number; failed: number } =>
  counts === null ? { waiting: 0, active: 0, failed: 0 } : { ...counts[stage] };
