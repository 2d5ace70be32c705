import { describe, expect, it } from 'vitest';
import type { EventType, WireEvent } from '#contracts';
import pc from 'picocolors';
import { unknownTask, withEvent, type LiveTask } from './live-task.js';
import { prepareWidths, widthOf } from './render/text.js';
import { treeLines } from './render/tree.js';
import { eventLine } from './render/event-line.js';

let sequence = 0;
const event = (event_type: EventType, subtask_id?: string, data: object = {}): WireEvent => ({
  task_id: 't',
  ...(subtask_id === undefined ? {} : { subtask_id }),
  event_type,
  sequence: ++sequence,
  timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, sequence)).toISOString(),
  correlation_id: 't',
  ...data,
});
const after = (...events: WireEvent[]): LiveTask => events.reduce(withEvent, unknownTask('t', 'the goal'));
const plan = (...ids: string[]): WireEvent =>
  event('task_plan_ready', undefined, {
    version: 1,
    subtasks: ids.map((id, i) => ({ id, description: `do ${id}`, depends_on: ids.slice(0, i), status: 'pending' })),
  });
const plain = pc.createColors(false);
const frame = { now: Date.UTC(2026, 0, 1, 0, 10), columns: 80, rows: 24, tick: 0, colors: plain };
const rowOf = (task: LiveTask, id: string) => task.subtasks.find((s) => s.id === id);

describe('what the events say of a task', () => {
  it('shows the plan in its order, with descriptions and dependencies', () => {
    const task = after(event('task_created'), event('task_planning'), plan('a', 'b'));
    expect(task.subtasks.map((s) => [s.id, s.description, s.dependsOn])).toEqual([
      ['a', 'do a', []],
      ['b', 'do b', ['a']],
    ]);
  });

  it('says how far the first look at a large folder is, until the planning begins', () => {
    const created = event('task_created');
    const taking = event('task_planning', undefined, { files_taken: 8000, files_total: 200_000 });
    const task = after(created, taking);
    expect(task.activity).toBe('taking in the folder: 8000 of 200000 files');
    expect(eventLine(taking)).toContain('8000 of 200000 files');
    expect(withEvent(task, event('task_planning')).activity).toBe('planning');
    const names = Array.from({ length: 6 }, (_, n) => `f${n}: larger than 50 MiB`);
    const lacking = event('task_planning', undefined, { left_out: 7, left_out_files: names });
    expect(eventLine(lacking)).toContain('not seen by the task: f0: larger than 50 MiB, f1');
    expect(eventLine(lacking)).toMatch(/f4: larger than 50 MiB and 2 more$/);
  });

  it.each([
    ['check', 'verified, by a check that fails without it', false],
    ['stated', 'verified, since the files are as asked for', false],
    ['judgement', 'verified, by the judgement of a model alone', true],
    ['none', 'verified', false],
    [undefined, 'verified', false],
  ])('says what a pass rests on: %s', (basis, said, isJudged) => {
    const begun = after(plan('a'), event('subtask_started', 'a'));
    const passed = event('verification_passed', 'a', { basis });
    expect(eventLine(passed)).toMatch(new RegExp(`${said}$`));
    const task = withEvent(begun, passed);
    expect(rowOf(task, 'a')).toMatchObject({ isJudged });
    expect(rowOf(withEvent(task, event('verification_failed', 'a')), 'a')).toMatchObject({ isJudged: false });
  });

  it('waits for a person where nothing else goes on, whatever is said meanwhile', () => {
    const started = after(
      plan('a', 'b'),
      event('task_executing'),
      event('subtask_started', 'a'),
      event('subtask_started', 'b'),
    );
    const statuses = [
      event('approval_requested', 'a'),
      event('approval_requested', 'b'),
      event('task_paused'),
      event('task_resumed'),
      event('approval_received', 'a'),
    ].map(
      (
        (task) => (one: WireEvent) =>
          (task = withEvent(task, one)).status
      )(started),
    );
    expect(statuses).toEqual(['executing', 'waiting_approval', 'paused', 'waiting_approval', 'executing']);
  });

  it('knows the tool call that runs, and forgets it when it is over', () => {
    const started = after(
      plan('a'),
      event('subtask_started', 'a', { attempt: 1 }),
      event('tool_call_started', 'a', { tool: 'write_file', arguments: { path: 'x.js', content: '…' } }),
    );
    expect(rowOf(started, 'a')?.activity).toBe('write_file x.js');
    const done = withEvent(started, event('tool_call_completed', 'a', { tool: 'write_file', success: true }));
    expect(rowOf(done, 'a')?.activity).toBeNull();
    expect(done.toolCalls).toBe(1);
  });

  it('keeps why an attempt failed until the next one passes', () => {
    const retrying = after(
      plan('a'),
      event('subtask_started', 'a', { attempt: 1 }),
      event('verification_started', 'a'),
      event('verification_failed', 'a', { checks: [{ name: 'node --test', passed: false, detail: '' }], issues: [] }),
      event('subtask_retrying', 'a', { because: 'verification failed' }),
      event('subtask_started', 'a', { attempt: 2 }),
    );
    expect(rowOf(retrying, 'a')).toMatchObject({ status: 'running', attempt: 2, note: 'failed: node --test' });
    const done = withEvent(retrying, event('subtask_completed', 'a'));
    expect(rowOf(done, 'a')).toMatchObject({ status: 'completed', note: null });
  });

  it('adds up the tokens of a subtask and of the task', () => {
    const used = { prompt_tokens: 100, completion_tokens: 20 };
    const task = after(plan('a'), event('model_invocation', undefined, used), event('model_invocation', 'a', used));
    expect(task.tokens).toBe(240);
    expect(rowOf(task, 'a')?.tokens).toBe(120);
  });

  it('is not moved by an event it has seen', () => {
    const created = event('task_created');
    const used = event('model_invocation', undefined, { prompt_tokens: 5 });
    const once = after(created, used);
    expect(withEvent(once, used)).toBe(once);
    expect(withEvent(once, created)).toBe(once);
  });

  it('takes an event of a type it does not know', () => {
    const planned = plan('a');
    const odd = { ...event('task_created'), event_type: 'task_sang' } as unknown as WireEvent;
    expect(after(planned, odd).lastSequence).toBe(odd.sequence);
  });

  it('goes on after a retry of a failed task', () => {
    const task = after(
      plan('a'),
      event('task_failed', undefined, { error: 'no model' }),
      event('task_resumed'),
      event('task_completed'),
    );
    expect(task).toMatchObject({ status: 'completed', error: null });
  });
});

describe('the tree', () => {
  const busy = after(
    plan('parse', 'write', 'glue'),
    event('task_executing'),
    event('subtask_started', 'parse', { attempt: 2 }),
    event('tool_call_started', 'parse', { tool: 'shell_execute', arguments: { command: 'npm test' } }),
  );

  it('shows the call that runs, the attempt, and what waits for what', () => {
    const lines = treeLines(busy, frame);
    expect(lines[0]).toMatch(/^the goal +executing · 0\/3 · /);
    expect(lines.find((l) => l.includes('parse'))).toMatch(/shell_execute npm test.*attempt 2/);
    expect(lines.at(-1)).toMatch(/^└─ ○ glue +after parse, write$/);
  });

  it.each([20, 33, 60, 120])('is never wider than %i columns, whatever the text', async (columns) => {
    const hostile = after(
      event('task_created', undefined, { goal: '目標'.repeat(80) }),
      event('subtask_started', 'x'.repeat(64), { attempt: 3, description: '👩‍👩‍👧 '.repeat(50) }),
      event('tool_call_started', 'x'.repeat(64), { tool: 'read_file', arguments: { path: 'ä\u001b[2J\n'.repeat(90) } }),
      event('task_replanning', undefined, { because: 'é'.repeat(300) }),
    );
    await prepareWidths('目');
    for (const line of treeLines(hostile, { ...frame, columns })) {
      expect(widthOf(line)).toBeLessThanOrEqual(columns);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  });

  it('gives finished subtasks up first when the screen is low', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `s${i}`);
    const planned = plan(...ids);
    const events = ids.slice(0, 18).flatMap((id) => [event('subtask_started', id), event('subtask_completed', id)]);
    const lines = treeLines(after(planned, ...events), { ...frame, rows: 10 });
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.join('\n')).toContain('s19');
    expect(lines.join('\n')).toMatch(/\d+ subtasks done/);
  });

  it('has no escape sequence when colours are off, and has them when they are on', () => {
    expect(treeLines(busy, frame).join('')).not.toContain('\u001b');
    expect(treeLines(busy, { ...frame, colors: pc.createColors(true) }).join('')).toContain('\u001b[');
  });
});

describe('a line of progress', () => {
  it('says what happened to which subtask', () => {
    expect(eventLine(event('subtask_retrying', 'a', { because: 'tests fail' }))).toMatch(
      /^\d\d:\d\d:\d\d a: goes again: tests fail$/,
    );
  });
  it('says what stands for a planned file', () => {
    const checks = [
      { name: 'no_change' },
      null,
      { standIn: { output: 'a.md', path: 'b.md' } },
      { standIn: { output: 'c', path: null } },
    ];
    const line = eventLine(event('verification_passed', 'a', { checks }));
    expect(line).toMatch(/a: verified; b\.md for the planned a\.md; no c, though planned$/);
  });
  it('is one line without anything a terminal obeys', () => {
    const line = eventLine(event('subtask_failed', 'a', { error: 'bad\n\u001b]0;owned\u0007\u009b31mred\rover' }));
    expect(line).toMatch(/a: failed: bad red over$/);
  });
});
