import { statfs } from 'node:fs/promises';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { Dispatcher, TaskStore } from '#conductor';
import type { LoomConfig } from '#config';
import { queueName } from '#contracts';
import { isTaskEnded, ROLES, STAGES, TASK_STATUSES, type AttemptStage } from '#domain';
import { VERSION } from '#worker-runtime';
import { storeBytes } from '#workspace';
import { Metrics } from '../../http/ports.js';
import type { Roster } from '../roster.js';
import { STALLED_MS } from '../stalled.js';
import type { EngineCounts } from './engine-counts.js';

const REDIS_MS = 2_000;
/** Walking through the tree stores takes a while: their size is measured so often at most, and nobody waits for it. */
const MEASURE_MS = 600_000;
const HEAD_STAGES: readonly AttemptStage[] = ['snapshot', 'land', 'revert'];

const gaugesOn = (registry: Registry) => {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    version: gauge('loom_info', 'The version that runs', ['version']),
    up: gauge('loom_up', 'Whether the database and Redis answer', ['part']),
    open: gauge('loom_tasks_open', 'Tasks that have not ended', ['status']),
    stalled: gauge('loom_tasks_stalled', 'Tasks that should go on and on which nothing runs or waits'),
    leases: gauge('loom_leases', 'Attempts in the hands of a worker, or of the API', ['stage']),
    outbox: gauge('loom_outbox_jobs', 'Jobs due but not sent, and sent but not claimed', ['state']),
    outboxAge: gauge('loom_outbox_oldest_seconds', 'Age of the oldest of them', ['state']),
    queued: gauge('loom_queue_jobs', 'Jobs in the queues', ['queue', 'state']),
    workers: gauge('loom_workers', 'Workers heard of lately', ['role']),
    places: gauge('loom_worker_places', 'Jobs that the workers take at once, and take now', ['state']),
    healthy: gauge('loom_model_healthy', 'Whether a worker or more reaches the model', ['model']),
    readers: gauge('loom_sse_readers', 'Event streams that are open here'),
    bytes: gauge('loom_store_bytes', 'What is kept', ['part']),
    free: gauge('loom_disk_free_bytes', 'Room on the disk of the data folder'),
    size: gauge('loom_disk_size_bytes', 'Size of that disk'),
  };
};

/** What this process has counted, and what the database, the queues and the disk hold when somebody asks. */
export class MetricsService extends Metrics {
  private readonly gauges: ReturnType<typeof gaugesOn>;
  private trees: { at: number; bytes: number | null } = { at: -Infinity, bytes: null };

  constructor(
    private readonly counts: EngineCounts,
    private readonly store: TaskStore,
    private readonly dispatcher: Dispatcher,
    private readonly roster: Roster,
    private readonly config: LoomConfig,
  ) {
    super();
    collectDefaultMetrics({ register: counts.registry });
    this.gauges = gaugesOn(counts.registry);
    this.gauges.version.set({ version: VERSION }, 1);
  }

  async text(of: { readonly streams: number }): Promise<{ type: string; text: string }> {
    this.gauges.readers.set(of.streams);
    await Promise.all([this.askDatabase(), this.askRedis(), this.askDisk()]);
    const { registry } = this.counts;
    return { type: registry.contentType, text: await registry.metrics() };
  }

  private async askDatabase(): Promise<void> {
    try {
      const [pulse, stalled] = await Promise.all([this.store.pulse(), this.store.stalledTasks(STALLED_MS)]);
      for (const status of TASK_STATUSES.filter((each) => !isTaskEnded(each)))
        this.gauges.open.set({ status }, pulse.openTasks.find((row) => row.status === status)?.count ?? 0);
      for (const stage of [...STAGES, ...HEAD_STAGES])
        this.gauges.leases.set({ stage }, pulse.leases.find((row) => row.stage === stage)?.count ?? 0);
      for (const state of ['unsent', 'unclaimed'] as const) {
        this.gauges.outbox.set({ state }, pulse[state].count);
        this.gauges.outboxAge.set({ state }, pulse[state].oldestMs / 1000);
      }
      this.gauges.stalled.set(stalled.length);
      this.gauges.bytes.set({ part: 'database' }, pulse.databaseBytes);
      this.gauges.up.set({ part: 'database' }, 1);
    } catch {
      // What it knew is not shown as if it were now.
      for (const gauge of [
        this.gauges.open,
        this.gauges.stalled,
        this.gauges.leases,
        this.gauges.outbox,
        this.gauges.outboxAge,
      ])
        gauge.reset();
      this.gauges.up.set({ part: 'database' }, 0);
    }
  }

  /** Queues, and the workers that are heard of through it. */
  private async askRedis(): Promise<void> {
    const reachable = await this.dispatcher.isReachable(REDIS_MS);
    const counts = reachable ? await this.dispatcher.counts().catch(() => null) : null;
    this.gauges.up.set({ part: 'redis' }, counts === null ? 0 : 1);
    const { queued, workers, places, healthy } = this.gauges;
    for (const gauge of [queued, workers, places, healthy]) gauge.reset();
    if (counts === null) return;
    for (const stage of STAGES)
      for (const state of ['waiting', 'active', 'failed'] as const)
        queued.set({ queue: queueName(stage), state }, counts[stage][state]);
    await this.askWorkers();
  }

  private async askWorkers(): Promise<void> {
    const present = await this.roster.present();
    for (const role of ROLES)
      this.gauges.workers.set({ role }, present.filter((one) => one.roles.includes(role)).length);
    this.gauges.places.set(
      { state: 'all' },
      present.reduce((sum, one) => sum + one.concurrency, 0),
    );
    this.gauges.places.set(
      { state: 'busy' },
      present.reduce((sum, one) => sum + one.active, 0),
    );
    const seen = present.flatMap((one) => one.models);
    for (const { name } of this.config.models) {
      const reports = seen.filter((report) => report.name === name);
      if (reports.length > 0)
        this.gauges.healthy.set({ model: name }, reports.some((report) => report.healthy) ? 1 : 0);
    }
  }

  private async askDisk(): Promise<void> {
    const disk = await statfs(this.config.dataDir).catch(() => null);
    if (disk !== null) {
      this.gauges.free.set(disk.bavail * disk.bsize);
      this.gauges.size.set(disk.blocks * disk.bsize);
    }
    if (performance.now() - this.trees.at > MEASURE_MS) {
      this.trees = { ...this.trees, at: performance.now() };
      void storeBytes(this.config.dataDir).then((bytes) => (this.trees = { ...this.trees, bytes }));
    }
    if (this.trees.bytes !== null) this.gauges.bytes.set({ part: 'trees' }, this.trees.bytes);
  }
}
