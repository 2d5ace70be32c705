import type { RunningLoom, ServeOptions, StartServe, StartWorker, WorkerOptions, RunningWorker } from '#contracts';
import type { Role } from '#domain';

/*
 * The other apps are imported by URL when they are started: a client command loads none of them, and no app depends on
 * another's modules.
 */

export async function startServe(options: ServeOptions): Promise<RunningLoom> {
  const api = (await import(new URL('../../api/src/serve.js', import.meta.url).href)) as { startServe: StartServe };
  return api.startServe(options);
}

export async function startWorker(role: Role, options: WorkerOptions): Promise<RunningWorker> {
  const app = (await import(new URL(`../../${role}-worker/src/main.js`, import.meta.url).href)) as {
    startWorker: StartWorker;
  };
  return app.startWorker(options);
}
