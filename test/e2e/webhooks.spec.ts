import { createHmac } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { WebhookReceiver } from '#testing';
import { startLoom, writesOwnFile } from './support/index.js';

async function receiving(): Promise<WebhookReceiver> {
  const receiver = await WebhookReceiver.start();
  onTestFinished(() => receiver.close());
  return receiver;
}

it('posts the end of a task to its callback_url, and again after kill -9 when the first try failed', async () => {
  const receiver = await receiving();
  const loom = await startLoom({ story: { plan: ['only'], work: writesOwnFile } });
  receiver.answers.push({ status: 500 });
  const id = await loom.submit('tell me', { callback_url: receiver.url('/done') });
  await receiver.until(1);
  await loom.kill();
  await loom.serve();
  await receiver.until(2);
  const [first, second] = receiver.received;
  const last = (await loom.events(id)).at(-1);
  expect(last?.event_type).toBe('task_completed');
  for (const received of [first, second]) {
    expect(JSON.parse(received?.body ?? '')).toEqual(last);
    expect(received).toMatchObject({
      path: '/done',
      headers: { 'x-loom-event': 'task_completed', 'x-loom-delivery': `${id}.${last?.sequence}` },
    });
    expect(received?.headers).not.toHaveProperty('x-loom-signature');
  }
});

it('signs with the token of the server, and posts each end of a task that is tried again', async () => {
  const receiver = await receiving();
  const token = 'sesame-street';
  const auth = { authorization: `Bearer ${token}` };
  const loom = await startLoom({ story: { plan: ['only'] }, config: { server: { token } } });
  const body = { goal: 'too much', limits: { model_calls: 1 }, callback_url: receiver.url() };
  const { task_id: id } = (await loom.call<{ task_id: string }>('POST', '/tasks', body, auth)).body;
  await receiver.until(1);
  const retried = await loom.call('POST', `/tasks/${id}/retry`, {}, auth);
  expect(retried.status).toBe(200);
  await receiver.until(2);
  for (const { body: text, headers } of receiver.received) {
    expect(JSON.parse(text)).toMatchObject({ task_id: id, event_type: 'task_failed' });
    expect(headers['x-loom-signature']).toBe(`sha256=${createHmac('sha256', token).update(text).digest('hex')}`);
  }
  const [first, second] = receiver.received.map(({ headers }) => headers['x-loom-delivery']);
  expect(first).not.toBe(second);
});
