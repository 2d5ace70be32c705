import { describe, expect, it } from 'vitest';
import type { WireEvent } from '#contracts';
import { accept, reject } from '#testing';
import { Hold, write, writesOwnFile, type At } from '../support/index.js';
import { loom } from './one-loom.js';

const ofType = (events: readonly WireEvent[], type: string): WireEvent[] => events.filter((e) => e.event_type === type);

describe('a person who steers', () => {
  it('is heard in the very next model call of every running subtask, and in all later prompts', async () => {
    const one = Hold.on('executor', 'one');
    const two = Hold.on('executor', 'two');
    const { id, calls } = await loom().begin('steer both', {
      plan: ['one', 'two', { id: 'later', depends_on: ['one', 'two'] }],
      work: writesOwnFile,
      holds: [one, two],
    });
    await Promise.all([one.reached(), two.reached()]);
    const steered = await loom().call('PATCH', `/tasks/${id}`, { instruction: 'Write it in Latin.' });
    expect(steered).toMatchObject({ status: 200, body: { status: 'ok' } });
    one.release();
    two.release();
    expect((await loom().ended(id)).status).toBe('completed');
    const executor = calls().filter((c) => c.role === 'executor');
    for (const subtask of ['one', 'two', 'later'])
      for (const c of executor.filter((place) => place.subtask === subtask && (subtask === 'later' || place.turn > 0)))
        expect(c.text, `${subtask} turn ${c.turn}`).toContain('Write it in Latin.');
    expect(executor.filter((c) => c.text.includes('Latin')).length).toBe(4);
    expect(calls().find((c) => c.role === 'verifier' && c.subtask === '')?.text).toContain('Write it in Latin.');
    const late = await loom().call('PATCH', `/tasks/${id}`, { instruction: 'Too late.' });
    expect(late.status).toBe(409);
  });

  it('gives feedback, which is remembered and told to all later prompts, or to those of one subtask alone', async () => {
    const plan = Hold.on('executor', 'one');
    const { id, calls } = await loom().begin(
      'feedback for one',
      {
        plan: ['one', { id: 'two', depends_on: ['one'] }, { id: 'three', depends_on: ['two'] }],
        work: writesOwnFile,
        holds: [plan],
      },
      { body: { context: { language: 'Latin' } } },
    );
    await plan.reached();
    const given = await loom().call('POST', `/tasks/${id}/feedback`, { feedback: 'Only ASCII.', subtask_id: 'two' });
    expect(given.status).toBe(200);
    expect((await loom().call('POST', `/tasks/${id}/feedback`, { feedback: 'No jokes.' })).status).toBe(200);
    const before = calls().length;
    plan.release();
    await loom().ended(id);
    const told = (words: string) => calls().filter((c) => c.role !== 'extractor' && c.text.includes(words));
    const place = ({ role, subtask }: At): string => `${role} ${subtask}`.trim();
    expect([...new Set(told('Only ASCII.').map(place))].sort()).toEqual(['executor two', 'verifier two']);
    const later = calls().slice(before);
    expect(told('No jokes.')).toEqual(later.filter((c) => c.role !== 'extractor'));
    for (const subtask of ['one', 'two', 'three'])
      expect(told('No jokes.').map(place)).toEqual(expect.arrayContaining([`executor ${subtask}`]));
    // What was said with the task is in the plan's prompt and in that of the last look at the whole.
    expect([...new Set(told('language: Latin').map(place))]).toEqual(expect.arrayContaining(['planner', 'verifier']));
    const memory = await loom().call<{ summary: string; detail: string }[]>(
      'GET',
      `/tasks/${id}/memory?entry_type=user_instruction`,
    );
    expect(memory.body.map(({ detail }) => detail).sort()).toEqual(['No jokes.', 'Only ASCII.']);
  });
});

describe('cancel', () => {
  it('ends a held model call within two seconds and lands nothing', async () => {
    const held = Hold.on('executor', 'only', 1);
    const { id, files } = await loom().begin('cancel me', { plan: ['only'], work: writesOwnFile, holds: [held] });
    const request = await held.reached();
    const began = performance.now();
    expect((await loom().call('DELETE', `/tasks/${id}`)).status).toBe(200);
    await request.aborted;
    expect(performance.now() - began).toBeLessThan(2000);
    const task = await loom().ended(id);
    expect(task.status).toBe('cancelled');
    const asked = loom().model.requests.length;
    expect((await loom().call('DELETE', `/tasks/${id}`)).status).toBe(200);
    expect(files()).toEqual({});
    const events = await loom().events(id);
    expect(ofType(events, 'subtask_landed')).toEqual([]);
    expect(ofType(events, 'subtask_skipped').map((event) => event.subtask_id)).toEqual(['only']);
    expect((await loom().task(id)).plan?.subtasks[0]?.status).toBe('skipped');
    expect(loom().model.requests.length).toBe(asked);
  });

  it('keeps work back that was verified at that moment', async () => {
    const held = Hold.on('verifier', 'only');
    const { id, files } = await loom().begin('cancel verified', { plan: ['only'], work: writesOwnFile, holds: [held] });
    await held.reached();
    expect((await loom().call('DELETE', `/tasks/${id}`)).status).toBe(200);
    held.release();
    expect((await loom().ended(id)).status).toBe('cancelled');
    expect(files()).toEqual({});
  });
});

describe('pause', () => {
  it('starts nothing new until the task is resumed, and loses nothing', async () => {
    const held = Hold.on('executor', 'one');
    const { id, calls, files } = await loom().begin('pause me', {
      plan: ['one', { id: 'two', depends_on: ['one'] }],
      work: writesOwnFile,
      holds: [held],
    });
    await held.reached();
    expect((await loom().call('POST', `/tasks/${id}/pause`, {})).status).toBe(200);
    await loom().until(id, 'task_paused');
    expect((await loom().task(id)).status).toBe('paused');
    held.release();
    expect(calls().some((c) => c.subtask === 'two')).toBe(false);
    expect((await loom().call('POST', `/tasks/${id}/resume`, {})).status).toBe(200);
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'one.txt': 'one\n', 'two.txt': 'two\n' });
    expect(ofType(await loom().events(id), 'task_resumed')).toHaveLength(1);
  });
});

describe('approval', () => {
  it('holds verified work back until a person approves, and sends the reason of a rejection into the retry', async () => {
    const { id, calls, files } = await loom().begin(
      'approve by hand',
      {
        plan: ['only'],
        work: ({ turn, retry }) => (turn === 0 ? write('only.txt', retry ? 'second\n' : 'first\n') : undefined),
      },
      { body: { approval_mode: 'manual' } },
    );
    await loom().until(id, 'approval_requested');
    expect(files()).toEqual({});
    const waiting = await loom().task(id);
    expect(waiting.pending_approvals).toMatchObject([
      { subtask_id: 'only', reason: expect.stringMatching(/approve/) as string },
    ]);
    expect(waiting.plan?.subtasks[0]?.status).toBe('waiting_approval');
    const reject = { subtask_id: 'only', approved: false, reason: 'The first word is wrong.' };
    expect((await loom().call('POST', `/tasks/${id}/approve`, reject)).body).toEqual({
      status: 'ok',
      approved: false,
      subtask_id: 'only',
    });
    let asked = 0;
    await loom().until(id, (e) => e.event_type === 'approval_requested' && ++asked === 2);
    expect(calls().find((c) => c.role === 'executor' && c.retry)?.text).toContain('The first word is wrong.');
    expect(files()).toEqual({});
    const approve = { subtask_id: 'only', approved: true };
    expect((await loom().call('POST', `/tasks/${id}/approve`, approve)).status).toBe(200);
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'only.txt': 'second\n' });
    expect((await loom().call('POST', `/tasks/${id}/approve`, approve)).status).toBe(409);
  });

  it('is asked for below the threshold of confidence only', async () => {
    const { id } = await loom().begin(
      'approve when unsure',
      {
        plan: ['sure', 'unsure'],
        work: writesOwnFile,
        judge: ({ subtask }) => accept(subtask === 'unsure' ? 0.1 : 1),
      },
      { body: { approval_mode: 'confidence_threshold' } },
    );
    const request = await loom().until(id, 'approval_requested');
    expect(request.subtask_id).toBe('unsure');
    await loom().call('POST', `/tasks/${id}/approve`, { subtask_id: 'unsure', approved: true });
    expect((await loom().ended(id)).status).toBe('completed');
    expect(ofType(await loom().events(id), 'approval_requested')).toHaveLength(1);
  });
});

describe('a task that failed', () => {
  it('says why, keeps what landed, and goes on from there when it is retried', async () => {
    let broken = true;
    const { id, calls, files } = await loom().begin('fail then retry', {
      plan: ['good', { id: 'bad', depends_on: ['good'] }, { id: 'behind', depends_on: ['bad'] }],
      work: writesOwnFile,
      judge: ({ subtask }) => (subtask === 'bad' && broken ? { status: 403, text: 'not yours' } : accept()),
    });
    const failed = await loom().ended(id);
    expect(failed.status).toBe('failed');
    expect(failed.error).toMatch(/bad/);
    expect(failed.error).toMatch(/loom retry/);
    expect(files()).toEqual({ 'good.txt': 'good\n' });
    expect(failed.plan?.subtasks.map(({ status }) => status)).toEqual(['completed', 'failed', 'blocked']);
    const ends = await loom().events(id);
    expect(ofType(ends, 'subtask_failed').map((event) => event.subtask_id)).toEqual(['bad']);
    expect(ofType(ends, 'subtask_blocked').map((event) => event.subtask_id)).toEqual(['behind']);
    broken = false;
    const before = calls().length;
    expect((await loom().call('POST', `/tasks/${id}/retry`, { subtask_id: 'bad' })).status).toBe(200);
    await loom().until(id, 'task_completed');
    expect(files()).toEqual({ 'good.txt': 'good\n', 'bad.txt': 'bad\n', 'behind.txt': 'behind\n' });
    expect(
      calls()
        .slice(before)
        .filter((c) => c.subtask === 'good' || c.role === 'planner'),
    ).toEqual([]);
  });

  it('tries the retries it may and lands nothing that was never passed', async () => {
    const { id, files, calls } = await loom().begin(
      'never good',
      {
        plan: (place) =>
          place.text.includes('Why a new plan is needed')
            ? { text: JSON.stringify({ subtasks: [{ ...ONLY, id: `again-${place.request.n}` }] }) }
            : { text: JSON.stringify({ subtasks: [{ ...ONLY, id: 'only' }] }) },
        work: writesOwnFile,
        judge: () => reject('It is never good.'),
      },
      { body: { limits: { model_calls: 25 } } },
    );
    const task = await loom().ended(id);
    expect(task.status).toBe('failed');
    expect(files()).toEqual({});
    const begun = calls().filter((c) => c.role === 'executor' && c.subtask === 'only' && c.turn === 0);
    // The first try and max_subtask_retries = 3; then the plan is made anew.
    expect(begun).toHaveLength(4);
    expect(calls().some((c) => c.role === 'planner' && c.text.includes('Why a new plan is needed'))).toBe(true);
    const [replanning] = ofType(await loom().events(id), 'task_replanning');
    expect(replanning).toMatchObject({ version: 2, because: expect.stringContaining('only') as string });
    expect(task.plan).toMatchObject({ replanned_at: expect.stringMatching(/T.*Z$/) as string });
  });
});
const ONLY = {
  description: 'Do it.',
  depends_on: [],
  model_tier: 1,
  verification_tier: 1,
  is_critical_path: true,
  acceptance_criteria: 'Done.',
};
