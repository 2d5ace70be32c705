import type { ServerResponse } from 'node:http';

/** How bodies are cut into writes: what arrives apart on the wire. */
export type Chunking = 'whole' | 'line' | 'byte' | number;

/** Each piece goes out in a write of its own. */
export function cut(parts: readonly string[], chunking: Chunking): Buffer[] {
  if (chunking === 'line') return parts.map((part) => Buffer.from(part));
  const whole = Buffer.from(parts.join(''));
  if (chunking === 'whole') return whole.length === 0 ? [] : [whole];
  const size = chunking === 'byte' ? 1 : Math.max(1, chunking);
  const chunks: Buffer[] = [];
  for (let at = 0; at < whole.length; at += size) chunks.push(whole.subarray(at, at + size));
  return chunks;
}

/** Separate turns of the event loop keep separate writes apart on the wire. */
export async function write(response: ServerResponse, chunk: Uint8Array): Promise<void> {
  if (chunk.length === 0) return;
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.write(chunk, () => {
      response.off('close', resolve);
      resolve();
    });
  });
  await new Promise((resolve) => setImmediate(resolve));
}
