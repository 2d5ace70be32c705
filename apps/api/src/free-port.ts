import { createServer } from 'node:net';

/**
 * Whether a server may listen there now; who takes the place before it does is heard of then.
 * @throws what the server would: a place that is taken, or is not this machine's.
 */
export async function assertFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((free, refuse) => {
    probe.once('error', refuse);
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => free()));
  });
}
