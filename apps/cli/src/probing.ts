import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelView } from './api/views.js';
import type { LoomClient } from './client.js';

/** How often the server is asked whether its workers are done. */
const POLL_MS = 300;
/** For a worker to hear of it, and for what it does before. */
const GRACE_MS = 20_000;
const USUAL_SECONDS = 120;

export interface Probed {
  readonly views: readonly ModelView[];
  /** Names of the models nobody has come to yet. */
  readonly waiting: readonly string[];
}

/** Has the server's workers probe a model, or all, and waits until they have, or until that takes too long. */
export async function probeModels(client: LoomClient, name: string | undefined): Promise<Probed> {
  const { asked } = await client.post('/models/probe', { body: name === undefined ? {} : { name } });
  const until = performance.now() + (await patienceFor(client, asked));
  for (;;) {
    const views = await client.get('/models');
    const waiting = views.filter((view) => asked.includes(view.name) && isWaiting(view)).map((view) => view.name);
    if (waiting.length === 0 || performance.now() > until) return { views, waiting };
    await sleep(POLL_MS);
  }
}

/** One that is away is not waited for: its detail says what is wrong. */
const isWaiting = ({ healthy, profile }: ModelView): boolean => healthy && profile?.probe_wanted === true;

/** One worker probes one model after the other. */
async function patienceFor(client: LoomClient, asked: readonly string[]): Promise<number> {
  const { models = {} } = (await client.get('/config')) as { models?: Record<string, { probe_seconds?: unknown }> };
  const seconds = asked.map((name) => Number(models[name]?.probe_seconds) || USUAL_SECONDS);
  return GRACE_MS + 1000 * seconds.reduce((sum, one) => sum + one, 0);
}
