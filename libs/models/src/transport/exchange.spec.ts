import { Agent } from 'undici';
import { afterEach, expect, it } from 'vitest';
import { gate, ScriptedModelServer, type ScriptedAnswer } from '#testing';
import { Exchange } from './exchange.js';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** Answers once the server has the question; the text is there when the answer is. */
async function asking(answer: ScriptedAnswer, mostMs: number): Promise<{ text: Promise<string> }> {
  const server = await ScriptedModelServer.start(() => answer);
  const dispatcher = new Agent();
  const clocks = { firstByteMs: mostMs, idleMs: mostMs, totalMs: mostMs };
  const exchange = new Exchange(dispatcher, new AbortController().signal, clocks, 'ndjson');
  open.push(
    () => server.close(),
    () => dispatcher.destroy(),
    () => exchange.close(),
  );
  const text = exchange
    .fetch(`${server.url}/api/chat`, { method: 'POST', body: JSON.stringify({ model: 'scripted', messages: [] }) })
    .then((response) => response.text());
  await server.seen(1);
  return { text };
}

/** As a signal to stop, or a lid that is closed: nothing of this process goes on. */
const standStill = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it('reads the answer that came while the process stood still for longer than it may take', async () => {
  const held = gate();
  const { text } = await asking({ text: 'all of it', hold: held.promise }, 2000);
  held.open();
  standStill(2500);
  await expect(text).resolves.toContain('"done":true');
});

it('gives up an answer that takes too long while the process runs', async () => {
  const { text } = await asking({ text: 'never', hold: gate().promise }, 400);
  await expect(text).rejects.toMatchObject({ trouble: { because: expect.stringContaining('within 0.4 s') } });
});
