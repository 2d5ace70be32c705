import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { call } from '#testing';
import { Hold, startLoom, type StartOptions, type TestLoom } from './support/index.js';

/* What a person stops while a real command runs in its sandbox. */

const shell = (command: string) => call('shell_execute', { command, timeout_seconds: 60 });

/** Processes of this machine, in whatever namespace, whose command line holds the mark. */
function processesWith(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  });
}

/** Nobody announces that a process has begun or gone. */
async function until(holds: () => boolean, deadlineMs = 30_000): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > deadlineMs) throw new Error('it did not come to hold');
    await wait(10);
  }
}

let marks = 0;
/** A child that left its session, one that stays, and the command itself: none of them minds being asked to end. */
function stubborn(): { command: string; mark: string } {
  const mark = `98${process.pid}.${++marks}`;
  const sleeper = `trap '' TERM HUP INT; sleep ${mark}`;
  return {
    mark,
    command: `trap '' TERM HUP INT; setsid sh -c "${sleeper}; :" & sh -c "${sleeper}; :" & sleep ${mark}; :`,
  };
}

const hosts: [string, StartOptions, (loom: TestLoom) => Promise<unknown>][] = [
  ['in the server', {}, async () => undefined],
  [
    'of a worker of its own',
    { args: ['--roles', 'planner,verifier,extractor'] },
    async (loom) => (await loom.spawn(['worker', 'executor', '--json'])).says(/"roles":/),
  ],
];

it.each(hosts)(
  'a cancel ends a command %s within two seconds, with all it has started',
  async (_where, options, join) => {
    const { command, mark } = stubborn();
    const loom = await startLoom({
      ...options,
      story: { plan: ['only'], work: () => shell(`touch made.txt; ${command}`) },
    });
    await join(loom);
    const id = await loom.submit('stop me');
    // The command's own line, three shells and three sleepers.
    await until(() => processesWith(`sleep ${mark}`).length + processesWith(`sleep\0${mark}`).length >= 6);
    const began = performance.now();
    expect((await loom.call('DELETE', `/tasks/${id}`)).status).toBe(200);
    await until(() => processesWith(mark).length === 0);
    expect(performance.now() - began).toBeLessThan(2000);
    const task = await loom.ended(id);
    expect([task.status, loom.files()]).toEqual(['cancelled', {}]);
    const events = await loom.events(id);
    expect(events.at(-1)?.event_type).toBe('task_cancelled');
    expect(loom.calls().filter(({ role }) => role === 'executor')).toHaveLength(1);
  },
);

it('a pause lets a command come to its end, asks nothing more, and the task goes on behind it', async () => {
  const loom = await startLoom({
    story: {
      plan: ['only'],
      // Longer than it takes a worker to hear of the pause.
      work: ({ turn }) => (turn === 0 ? shell('sleep 3; echo made > made.txt; echo the end') : undefined),
    },
  });
  const id = await loom.submit('rest a while');
  await loom.until(id, 'tool_call_started');
  expect((await loom.call('POST', `/tasks/${id}/pause`, {})).status).toBe(200);
  await loom.until(id, 'task_paused');
  const ended = await loom.until(id, 'tool_call_completed');
  expect(ended).toMatchObject({ success: true, tool: 'shell_execute' });
  expect((await loom.task(id)).status).toBe('paused');
  const asked = loom.calls().length;
  expect((await loom.call('POST', `/tasks/${id}/resume`, {})).status).toBe(200);
  expect((await loom.ended(id)).status).toBe('completed');
  expect(loom.files()).toEqual({ 'made.txt': 'made\n' });
  const executor = loom.calls().filter(({ role }) => role === 'executor');
  expect(executor.map(({ turn }) => turn)).toEqual([0, 1]);
  expect(executor[1]?.text).toContain('the end');
  expect(loom.calls()[asked]).toMatchObject({ role: 'executor', turn: 1 });
  const events = await loom.events(id);
  const order = events.map((event) => [event.event_type, event['tool']].join(' ').trim());
  const told = ['tool_call_started shell_execute', 'task_paused', 'tool_call_completed shell_execute', 'task_resumed'];
  expect(order.filter((line) => told.includes(line))).toEqual(told);
});

it('a server whose data directory was taken over while it stood still ends at once, with its Redis', async () => {
  const held = Hold.on('executor', 'only');
  const loom = await startLoom({ story: { plan: ['only'], holds: [held] }, serve: false });
  const server = await loom.spawn(['serve', '--json']);
  await server.says(/"url":/);
  const id = await loom.submit('go on elsewhere');
  await held.reached();
  const redis = loom.redisPid;
  const lock = join(loom.dataDir, 'loom.lock');
  const own = readFileSync(lock, 'utf8');
  const other = { ...(JSON.parse(own) as object), place: 'another machine', nonce: 'another' };
  rmSync(lock);
  writeFileSync(lock, JSON.stringify(other));
  const { code, stderr } = await server.toTheEnd();
  expect([code, stderr]).toEqual([1, expect.stringMatching(/on another machine has taken over.*\n.*go on there/)]);
  await until(() => !existsSync(`/proc/${redis}`));
  expect(readFileSync(lock, 'utf8')).toBe(JSON.stringify(other));
  // That one is gone as well: what was begun goes on.
  rmSync(lock);
  held.release();
  await loom.serve();
  expect((await loom.ended(id)).status).toBe('completed');
}, 60_000);
