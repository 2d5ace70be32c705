import { Agent, fetch } from 'undici';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { gate, modelConfig, ScriptedModelServer } from '#testing';
import { createModelClient, LocalEndpointSlots } from '../index.js';

/*
 * A server that lets wait for six minutes, by a clock that is put forward while real bytes go to and fro. The clock is
 * never given back: what undici has begun to wait for on it would never end.
 */

beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
afterAll(() => void vi.clearAllTimers());

async function passSixMinutes(): Promise<void> {
  for (let second = 0; second < 360; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const CASES = (['ollama', 'openai_compatible'] as const).flatMap((provider) =>
  (['start', 'middle'] as const).map((holdAt) => ({ provider, holdAt })),
);

it.each(CASES)('is waited for over $provider, when it stands still at the $holdAt', async ({ provider, holdAt }) => {
  const held = gate();
  const server = await ScriptedModelServer.start(() => ({ text: 'late, and all of it', hold: held.promise, holdAt }));
  const config = modelConfig(server.url, { provider, timeoutSeconds: 3600 });
  const client = createModelClient([config], { slots: new LocalEndpointSlots(), timings: { idleMs: 3_600_000 } });
  open.push(
    () => server.close(),
    () => client.close(),
  );
  const choice = await client.choose({ role: 'executor', tier: 1 });
  const { signal } = new AbortController();
  const asked = client.complete(choice, { messages: [{ role: 'user', content: 'x' }], signal });
  const request = await server.seen(1);
  await passSixMinutes();
  held.open();
  expect((await asked).text).toBe('late, and all of it');
  expect([server.requests.length, request.stream]).toEqual([1, true]);
});

it.each(['start', 'middle'] as const)('would be given up by Node at the %s', async (holdAt) => {
  const server = await ScriptedModelServer.start(() => ({ text: 'never all of it', hold: gate().promise, holdAt }));
  const dispatcher = new Agent();
  open.push(
    () => server.close(),
    () => dispatcher.destroy(),
  );
  const body = JSON.stringify({ model: 'scripted', messages: [] });
  const failed = fetch(`${server.url}/api/chat`, { method: 'POST', body, dispatcher })
    .then((response) => response.text())
    .catch((error: Error) => (error.cause as { code?: string }).code);
  await server.seen(1);
  await passSixMinutes();
  expect(await failed).toBe(holdAt === 'start' ? 'UND_ERR_HEADERS_TIMEOUT' : 'UND_ERR_BODY_TIMEOUT');
});
