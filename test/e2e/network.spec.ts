import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { call, OwnNetwork } from '#testing';
import { countCalls, Hold, startLoom, type Program, type Story, type TestLoom } from './support/index.js';

const TOKEN = 'a-token-of-the-head';
const trouble = OwnNetwork.trouble();

function wire(): OwnNetwork {
  const network = OwnNetwork.create();
  onTestFinished(() => network.remove());
  return network;
}

/**
 * A worker in a network of its own. The user's folder is hidden from it under an empty one, and so is the head's data.
 */
async function farWorker(loom: TestLoom, network: OwnNetwork): Promise<Program> {
  const home = mkdtempSync(join(loom.home, 'far-'));
  const hide = `for f in "$1" "$2"; do mount -t tmpfs -o size=1m none "$f"; done; shift 2; exec "$@"`;
  const under = [...network.under, 'unshare', '-m', 'sh', '-c', hide, 'sh', loom.workspace, loom.dataDir];
  const args = ['worker', 'executor', '--api', loom.url, '--token', TOKEN, '--json'];
  const worker = await loom.spawn(args, { cwd: home, env: { HOME: home, LOOM_LOGGING_LEVEL: 'debug' }, under });
  await worker.says(/"roles":/, 60_000);
  return worker;
}

const STORY: Story = {
  plan: ['one', { id: 'two', depends_on: ['one'] }],
  work: ({ subtask, turn }) =>
    turn === 0
      ? call('shell_execute', { command: `ls > seen-${subtask}; echo ${subtask} > ${subtask}.txt` })
      : undefined,
};

describe.skipIf(trouble !== null)(`a worker on a machine of its own${trouble === null ? '' : ` (${trouble})`}`, () => {
  it('does the work without a view of the folder; cut off, it is replaced, its late results are refused, and it works again', async () => {
    const network = wire();
    const [held, later] = [Hold.on('executor', 'one', 1), Hold.on('executor', 'two', 0)];
    const loom = await startLoom({
      story: { ...STORY, holds: [held, later] },
      config: { server: { token: TOKEN, host: network.host } },
      server: { host: network.host },
      files: { 'there.txt': 'before\n' },
      args: ['--roles', 'planner,verifier,extractor'],
    });
    const far = await farWorker(loom, network);
    const id = await loom.submit('from far away');
    // The first turn's command ran over there, on a copy of the folder that it was sent.
    await held.reached();
    network.cut();
    const near = await loom.spawn(['worker', 'executor', '--api', loom.url, '--token', TOKEN, '--json']);
    await near.says(/"roles":/, 60_000);
    await loom.until(id, (event) => event.event_type === 'subtask_landed' && event.subtask_id === 'one', 60_000);
    await later.reached();
    network.mend();
    held.release();
    await far.says(/"did":"job_lost"/, 60_000);
    later.release();
    expect((await loom.ended(id, 60_000)).status).toBe('completed');
    expect(loom.files()).toEqual({
      'there.txt': 'before\n',
      'one.txt': 'one\n',
      'seen-one': 'seen-one\nthere.txt\n',
      'two.txt': 'two\n',
      'seen-two': 'one.txt\nseen-one\nseen-two\nthere.txt\n',
    });
    expect(countCalls(loom.calls())).toMatchObject({ 'executor one 0': 1, 'executor one 1': 2, 'executor two 0': 1 });
    const events = await loom.events(id);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_event, i) => i + 1));
    const landed = events.filter((event) => event.event_type === 'subtask_landed').map((event) => event.subtask_id);
    expect(landed).toEqual(['one', 'two']);

    // The near one leaves: what comes now can only be done by the far one.
    await near.kill('SIGTERM');
    const next = await loom.begin('once more', { ...STORY, plan: ['three'] });
    expect((await loom.ended(next.id, 60_000)).status).toBe('completed');
    expect(next.files()).toEqual({ 'three.txt': 'three\n', 'seen-three': 'seen-three\n' });
  }, 180_000);
});
