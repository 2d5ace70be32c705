import type { RunningLoom, ServeOptions, StartServe, StartWorker, WorkerOptions, RunningWorker } from '#contracts';
import type { Role } from '#domain';
import { StartFailed, type ExitCode } from './exit-codes.js';

/*
 * The other apps are imported by URL when they are started: a client command loads none of them, and no app depends on
 * another's modules.
 */

export async function startServe(options: ServeOptions): Promise<RunningLoom> {
  const api = (await import(new URL('../../api/src/serve.js', import.meta.url).href)) as { startServe: StartServe };
  return explained(api.startServe(options));
}

export async function startWorker(role: Role, options: WorkerOptions): Promise<RunningWorker> {
  const app = (await import(new URL(`../../${role}-worker/src/main.js`, import.meta.url).href)) as {
    startWorker: StartWorker;
  };
  const worker = await explained(app.startWorker(options));
  const closed = explained(worker.closed);
  closed.catch(() => undefined);
  return { closed, close: () => worker.close() };
}

/** What keeps Loom from starting, as a sentence with its exit code. */
async function explained<T>(starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    const { exitCodeFor, sentenceFor } = await import('#bootstrap');
    const code = (error as { code?: unknown } | null)?.code;
    const exitCode = exitCodeFor(error) as ExitCode;
    throw new StartFailed(sentenceFor(error), typeof code === 'string' ? code : 'internal_error', exitCode, {
      cause: error,
    });
  }
}
