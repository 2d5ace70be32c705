import { createHmac } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toWireEvent } from '#contracts';
import type { SqlTaskStore } from '#persistence';
import { WebhookReceiver } from '#testing';
import { round, WebhookFixture } from './webhook.fixture.js';
import { WebhookReceivers } from './webhook-receivers.js';
import { WebhookSender } from './webhook-sender.js';
import { afterTry, Webhooks } from './webhooks.js';

const TOKEN = 'sesame-street';
/** An API that other machines can reach. */
const PUBLIC = { host: '0.0.0.0', token: TOKEN };
const HOURS = 3_600_000;

let fixture: WebhookFixture;
let store: SqlTaskStore;
let receiver: WebhookReceiver;
let logged: string[];
beforeEach(async () => {
  fixture = new WebhookFixture();
  store = await fixture.store();
  receiver = await WebhookReceiver.start();
  logged = [];
  for (const level of ['log', 'warn'] as const)
    vi.spyOn(Logger.prototype, level).mockImplementation((line: unknown) => void logged.push(JSON.stringify(line)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await receiver.close();
  await fixture.close();
});

/** How often the receiver hears of what is due within hours. */
async function heardLater(server = {}): Promise<number> {
  for (let i = 0; i < 10; i++) {
    fixture.clock.now += HOURS;
    await round(store, server);
  }
  return receiver.received.length;
}

describe('what a receiver gets', () => {
  it('is the terminal event as streams show it, signed with the token', async () => {
    const taskId = await fixture.ended(store, receiver.url('/hook?key=1'));
    await round(store, { token: TOKEN });
    const [event] = await store.eventsAfter(taskId, 1, 1);
    const [got, ...more] = receiver.received;
    if (got === undefined || event === undefined) throw new Error('nothing was received');
    expect(more).toEqual([]);
    expect(got).toMatchObject({
      method: 'POST',
      path: '/hook?key=1',
      headers: {
        'content-type': 'application/json',
        'x-loom-event': 'task_failed',
        'x-loom-delivery': `${taskId}.2`,
        'x-loom-signature': `sha256=${createHmac('sha256', TOKEN).update(got.body).digest('hex')}`,
      },
    });
    expect(JSON.parse(got.body)).toEqual(toWireEvent(event));
    expect(JSON.parse(got.body)).toMatchObject({ task_id: taskId, event_type: 'task_failed', error: 'Stück.' });
  });

  it('has no signature where there is no token', async () => {
    await fixture.ended(store, receiver.url(), 'task_cancelled');
    await round(store);
    expect(receiver.received[0]?.headers).toMatchObject({ 'x-loom-event': 'task_cancelled' });
    expect(receiver.received[0]?.headers).not.toHaveProperty('x-loom-signature');
  });

  it('has the name and password of the address, which are not logged, nor is its query', async () => {
    const url = receiver.url('/hook?key=s3cret').replace('//', '//me:p%40ss@');
    receiver.answers.push({ status: 500 });
    await fixture.ended(store, url);
    await round(store);
    fixture.clock.now += HOURS;
    await round(store);
    for (const { headers } of receiver.received)
      expect(headers.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    expect(logged).toEqual([expect.stringContaining('webhook_failed'), expect.stringContaining('webhook_delivered')]);
    expect(logged.join()).not.toMatch(/s3cret|p@ss|p%40ss/);
  });
});

describe('tries', () => {
  it('are repeated with the same bytes and id after a 500, and end with a 200', async () => {
    receiver.answers.push({ status: 500 });
    await fixture.ended(store, receiver.url());
    await round(store, { token: TOKEN });
    await round(store, { token: TOKEN });
    expect(receiver.received).toHaveLength(1);
    fixture.clock.now += 1200;
    await round(store, { token: TOKEN });
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    for (const header of ['x-loom-delivery', 'x-loom-signature'])
      expect(second?.headers[header]).toBe(first?.headers[header]);
    expect(await heardLater()).toBe(2);
  });

  it('are five, after 1, 5, 25 and 125 seconds', async () => {
    receiver.answers.push(...Array.from({ length: 9 }, () => ({ status: 503 })));
    await fixture.ended(store, receiver.url());
    for (const [n, wait] of [0, 1000, 5000, 25_000, 125_000].entries()) {
      fixture.clock.now += Math.max(0, wait - 1);
      await round(store);
      expect(receiver.received).toHaveLength(wait === 0 ? 1 : n);
      // The most that chance may add.
      fixture.clock.now += 1 + wait * 0.2;
      await round(store);
      expect(receiver.received).toHaveLength(n + 1);
    }
    expect(await heardLater()).toBe(5);
    expect(logged.at(-1)).toContain('webhook_given_up');
    expect(logged.at(-1)).toContain('status 503');
  });

  it('go on in the next process where the last one left off', async () => {
    receiver.answers.push({ status: 500 }, { status: 500 });
    await fixture.ended(store, receiver.url());
    await round(store);
    for (let restart = 0; restart < 3; restart++) {
      fixture.clock.now += HOURS;
      await round(await fixture.store());
    }
    expect(receiver.received).toHaveLength(3);
    expect(logged.map((line) => (JSON.parse(line) as { try: number }).try)).toEqual([1, 2, 3]);
  });

  it('go on when a process died in the midst of one, and count that one not', async () => {
    await fixture.ended(store, receiver.url());
    const [lost] = await store.dueDeliveries(1, 15_000);
    const next = await fixture.store();
    await round(next);
    expect(receiver.received).toHaveLength(0);
    fixture.clock.now += 15_000;
    await round(next);
    expect(receiver.received.map(({ headers }) => headers['x-loom-delivery'])).toEqual([lost?.id]);
    expect(logged.at(-1)).toContain('"try":1');
  });

  it('that Loom itself breaks off when it stops are due at the next start', async () => {
    receiver.answers.push(null);
    await fixture.ended(store, receiver.url());
    const webhooks = Webhooks.of(store, {
      server: { host: '127.0.0.1', port: 0, webhookAllow: [], rateLimitPerMinute: 1 },
    });
    await webhooks.sendDue();
    await receiver.until(1);
    await webhooks.stop();
    await round(await fixture.store());
    expect(receiver.received).toHaveLength(2);
    expect(logged).toEqual([expect.stringContaining('broken_off'), expect.stringMatching(/delivered.*"try":1/)]);
  });

  it('are repeated where nobody listens', async () => {
    const url = receiver.url();
    await receiver.close();
    await fixture.ended(store, url);
    await round(store);
    expect(logged).toEqual([expect.stringMatching(/webhook_failed.*ECONNREFUSED/)]);
    receiver = await WebhookReceiver.start();
  });

  it('wait a little longer by chance, never shorter', () => {
    const failed = { kind: 'failed', because: 'status 500' } as const;
    expect(afterTry(failed, 0, 0)).toEqual({ kind: 'again', inMs: 1000 });
    expect(afterTry(failed, 3, 1)).toEqual({ kind: 'again', inMs: 150_000 });
    expect(afterTry(failed, 4, 0)).toEqual({ kind: 'given_up' });
  });
});

it('sends each terminal event once, though two processes sweep again and again', async () => {
  const other = await fixture.store();
  const ids = new Set<string>();
  for (let i = 0; i < 40; i++) ids.add(`${await fixture.ended(store, receiver.url())}.2`);
  const server = { host: '127.0.0.1', port: 0, webhookAllow: [], rateLimitPerMinute: 1 };
  const both = [Webhooks.of(store, { server }), Webhooks.of(other, { server })];
  const sweeps = Array.from({ length: 20 }, () => both.map((webhooks) => webhooks.sendDue())).flat();
  await Promise.all(sweeps);
  await receiver.until(40);
  await Promise.all(both.map((webhooks) => webhooks.stop()));
  fixture.clock.now += HOURS;
  await round(store);
  const heard = receiver.received.map(({ headers }) => headers['x-loom-delivery']);
  expect(heard).toHaveLength(40);
  expect(new Set(heard)).toEqual(ids);
});

describe('where an API that others can reach sends nothing', () => {
  it.each([
    ['an address of this machine', () => receiver.url()],
    ['a name that leads to this machine', () => receiver.url().replace('127.0.0.1', 'localhost')],
    ['the same as a number', () => receiver.url().replace('127.0.0.1', '2130706433')],
    ['the same in the clothes of IPv6', () => receiver.url().replace('127.0.0.1', '[::ffff:127.0.0.1]')],
  ])('%s', async (_what, url) => {
    await fixture.ended(store, url());
    await round(store, PUBLIC);
    expect(logged).toEqual([expect.stringMatching(/webhook_given_up.*not public/)]);
    expect(await heardLater(PUBLIC)).toBe(0);
  });

  it('unless it is allowed, by name or by network', async () => {
    await fixture.ended(store, receiver.url().replace('127.0.0.1', 'localhost'));
    await round(store, { ...PUBLIC, webhookAllow: ['localhost'] });
    await fixture.ended(store, receiver.url());
    await round(store, { ...PUBLIC, webhookAllow: ['127.0.0.0/8'] });
    expect(receiver.received).toHaveLength(2);
  });
});

describe('a name', () => {
  const sendTo = async (addresses: string[]) => {
    const receivers = new WebhookReceivers({ loopback: false, allow: ['127.0.0.1'] });
    const found = addresses.map((address) => ({ address, family: 4 }));
    const sender = new WebhookSender(receivers, undefined, async () => found.splice(0));
    await fixture.ended(store, receiver.url().replace('127.0.0.1', 'rebinding.invalid'));
    const [delivery] = await store.dueDeliveries(1, 15_000);
    if (delivery === undefined) throw new Error('nothing was due');
    return sender.send(delivery, new AbortController().signal);
  };

  it('is looked up once: what was checked is what is connected to', async () => {
    expect(await sendTo(['127.0.0.1'])).toEqual({ kind: 'accepted' });
    expect(receiver.received[0]?.headers.host).toBe(`rebinding.invalid:${receiver.port}`);
  });

  it('with several addresses leads to none but those that are allowed', async () => {
    expect(await sendTo(['127.0.0.2', '127.0.0.1'])).toEqual({ kind: 'accepted' });
    expect(receiver.received).toHaveLength(1);
    expect(await sendTo(['127.0.0.2', '10.0.0.1'])).toMatchObject({ kind: 'refused' });
  });
});

describe('redirects', () => {
  it('are followed with the same POST, and without the password on another server', async () => {
    const other = await WebhookReceiver.start();
    receiver.answers.push({ status: 307, location: '/next' }, { status: 301, location: other.url('/there') });
    await fixture.ended(store, receiver.url().replace('//', '//me:secret@'));
    await round(store, { token: TOKEN });
    const [first, second] = receiver.received;
    expect(second).toMatchObject({ method: 'POST', path: '/next', body: first?.body });
    expect(second?.headers.authorization).toMatch(/^Basic /);
    expect(other.received).toMatchObject([{ method: 'POST', path: '/there', body: first?.body }]);
    expect(other.received[0]?.headers).not.toHaveProperty('authorization');
    expect(logged).toEqual([expect.stringContaining('webhook_delivered')]);
    await other.close();
  });

  it('to an address that is not allowed are refused', async () => {
    const inside = await WebhookReceiver.start('127.0.0.2');
    const allowed = { ...PUBLIC, webhookAllow: ['127.0.0.1'] };
    receiver.answers.push({ status: 307, location: inside.url() });
    await fixture.ended(store, receiver.url());
    await round(store, allowed);
    expect(receiver.received).toHaveLength(1);
    expect(logged).toEqual([expect.stringMatching(/webhook_given_up.*not public/)]);
    expect(await heardLater(allowed)).toBe(1);
    expect(inside.received).toEqual([]);
    await inside.close();
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/'])('to %s are refused', async (location) => {
    receiver.answers.push({ status: 302, location });
    await fixture.ended(store, receiver.url());
    await round(store);
    expect(logged).toEqual([expect.stringMatching(/webhook_given_up.*neither http nor https/)]);
  });

  it('are followed three times at most', async () => {
    receiver.answers.push(...Array.from({ length: 9 }, () => ({ status: 308, location: '/again' })));
    await fixture.ended(store, receiver.url());
    await round(store);
    expect(receiver.received).toHaveLength(4);
    expect(logged).toEqual([expect.stringMatching(/webhook_failed.*redirects/)]);
  });
});

it('gives up a try after ten seconds without an answer', { timeout: 20_000 }, async () => {
  receiver.answers.push(null);
  const taskId = await fixture.ended(store, receiver.url());
  const [delivery] = await store.dueDeliveries(1, 15_000);
  if (delivery === undefined) throw new Error('nothing was due');
  const sender = new WebhookSender(new WebhookReceivers({ loopback: true, allow: [] }), undefined);
  const sent = await sender.send(delivery, new AbortController().signal);
  expect(sent).toEqual({ kind: 'failed', because: 'no answer within 10 s' });
  expect(receiver.received[0]?.body).toContain(taskId);
});
