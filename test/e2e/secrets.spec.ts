import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { call, WebhookReceiver } from '#testing';
import { startLoom, write } from './support/index.js';

const SECRETS = {
  token: 'planted-owner-token-1f9c',
  apiKey: 'planted-api-key-2e8b',
  inEnvironment: 'planted-environment-3d7a',
  inWorkspace: 'planted-dotenv-4c6d',
};
const found = (text: string): string[] =>
  Object.entries(SECRETS).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));

it('secrets of the configuration, the environment and the workspace are in no log, event, prompt, trace, answer or webhook', async () => {
  const receiver = await WebhookReceiver.start();
  const loom = await startLoom({
    config: {
      server: { token: SECRETS.token },
      'models.main': { api_key: SECRETS.apiKey },
      logging: { level: 'debug' },
    },
    env: { LOOM_TOKEN: SECRETS.token, PLANTED_API_KEY: SECRETS.inEnvironment },
  });
  const bearer = { authorization: `Bearer ${SECRETS.token}` };
  const get = async (path: string): Promise<string> => (await fetch(loom.url + path, { headers: bearer })).text();
  const { id, calls } = await loom.begin(
    'look for secrets',
    {
      plan: [{ id: 'only', checks: ['env'] }],
      work: ({ turn }) =>
        [write('a.txt', 'a\n'), call('shell_execute', { command: 'env; set; cat /proc/self/environ' })][turn],
    },
    { files: { '.env': `KEY=${SECRETS.inWorkspace}\n` }, body: { callback_url: receiver.url() } },
  );
  expect((await loom.ended(id)).status).toBe('completed');
  await receiver.until(1);
  const wrong = await fetch(`${loom.url}/tasks`, { headers: { authorization: `Bearer ${SECRETS.token}x` } });
  const bad = await fetch(`${loom.url}/tasks`, { method: 'POST', headers: bearer, body: '{"goal":' });
  const places: Record<string, string> = {
    prompts: calls()
      .map((c) => c.text)
      .join('\n'),
    events: JSON.stringify(await loom.events(id)),
    trace: await get(`/tasks/${id}/subtasks/only/trace`),
    task: await get(`/tasks/${id}`),
    memory: await get(`/tasks/${id}/memory`),
    config: await get('/config'),
    models: await get('/models'),
    workers: await get('/workers'),
    refusals: (await wrong.text()) + (await bad.text()),
    webhook: JSON.stringify(receiver.received),
    cli: JSON.stringify(await loom.cli(['config', '--server', loom.url, '--token', SECRETS.token])),
  };
  await loom.stop();
  const logs = join(loom.home, 'logs');
  places['logs'] = readdirSync(logs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
  expect(places['logs']).toContain(id);
  expect(places['prompts']).toContain('look for secrets');
  for (const [place, text] of Object.entries(places)) expect([place, found(text)]).toEqual([place, []]);
  await receiver.close();
}, 120_000);
