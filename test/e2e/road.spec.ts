import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, statSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, describe } from 'vitest';
import { accept, call, finish, memory, reject } from '#testing';
import { at, Hold, startLoom, write, type At, type ProviderName, type Story } from './support/index.js';

const PLAN = [
  {
    id: 'greeting',
    description: 'Write greeting.txt.',
    acceptance_criteria: 'greeting.txt greets the world.',
    expected_outputs: ['greeting.txt'],
  },
  {
    id: 'count',
    description: 'Write src/count.txt.',
    acceptance_criteria: 'src/count.txt counts to three.',
    checks: ['test "$(wc -l < src/count.txt)" -eq 3'],
  },
  {
    id: 'notes',
    description: 'Tell of both in README.md.',
    depends_on: ['greeting', 'count'],
    acceptance_criteria: 'README.md names greeting.txt.',
  },
];

function road(holds: readonly Hold[]): Story {
  return { plan: PLAN, work, judge, learn, holds };
}
function work({ subtask, turn, retry, text }: At) {
  if (subtask === 'greeting') {
    if (turn === 0) return write('greeting.txt', retry ? 'Hello, world\n' : 'Hello\n');
    return finish('Wrote greeting.txt.');
  }
  if (subtask === 'count')
    return turn === 0 ? write('src/count.txt', '1\n2\n3\n') : finish('Counted in src/count.txt.');
  if (turn === 0) return call('read_file', { path: 'README.md' });
  if (turn === 1) {
    const greeting = /The greeting is in (\S+)/.exec(text)?.[1] ?? 'nowhere.txt';
    return call('edit_file', { path: 'README.md', old_str: 'Old line\n', new_str: `See ${greeting}\n` });
  }
  return finish('README.md tells of both.');
}
function judge({ subtask, text }: At) {
  return subtask === 'greeting' && !text.includes('+Hello, world')
    ? reject('It does not greet the world.', 'Add ", world".')
    : accept();
}
const learn = ({ subtask }: At) =>
  subtask === 'greeting'
    ? memory([{ type: 'decision', summary: 'The greeting is in greeting.txt', tags: ['greeting'] }])
    : memory();

describe.each<ProviderName>(['ollama', 'openai_compatible'])('the road of a task over %s', (provider) => {
  it('plans, works, rejects, repairs, remembers, lands and takes everything back', async () => {
    const firstVerdict = Hold.on('verifier', 'greeting');
    const loom = await startLoom({
      provider,
      story: road([firstVerdict]),
      files: { 'README.md': 'Title\nOld line\nEnd\n', 'tool.sh': '#!/bin/sh\necho mine\n', 'data/raw.bin': 'keep\0me' },
    });
    chmodSync(join(loom.workspace, 'tool.sh'), 0o754);
    const before = loom.files();
    const copy = join(loom.home, 'copy');
    cpSync(loom.workspace, copy, { recursive: true });

    const id = await loom.submit('Write a greeting and a count, and tell of both.');
    await firstVerdict.reached();
    expect(loom.files()['greeting.txt']).toBeUndefined();
    firstVerdict.release();
    const task = await loom.ended(id);

    expect(task).toMatchObject({
      status: 'completed',
      error: null,
      progress: { total_subtasks: 3, completed: 3, percent_complete: 100 },
    });
    expect(task.summary).toEqual(expect.stringMatching(/\w/));
    expect(loom.model.unscripted).toEqual([]);
    const after = {
      ...before,
      'README.md': 'Title\nSee greeting.txt\nEnd\n',
      'greeting.txt': 'Hello, world\n',
      'src/count.txt': '1\n2\n3\n',
    };
    expect(loom.files()).toEqual(after);
    expect(await loom.attempts(id, 'greeting')).toBe(2);
    expect(await loom.attempts(id, 'count')).toBe(1);
    const calls = loom.model.requests.map(at);
    expect(calls.find((c) => c.role === 'executor' && c.subtask === 'greeting' && c.retry)?.text).toContain(
      'It does not greet the world.',
    );
    expect(calls.find((c) => c.role === 'executor' && c.subtask === 'notes')?.text).toContain(
      'The greeting is in greeting.txt',
    );

    const events = await loom.events(id);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    const place = (type: string, subtask?: string): number =>
      events.findIndex((event) => event.event_type === type && event.subtask_id === subtask);
    const order = (...steps: (readonly [string, string?])[]): void => {
      const places = steps.map(([type, subtask]) => place(type, subtask));
      expect(places, JSON.stringify(steps)).not.toContain(-1);
      expect(places, JSON.stringify(steps)).toEqual([...places].sort((a, b) => a - b));
    };
    order(
      ['task_created'],
      ['task_planning'],
      ['task_plan_ready'],
      ['task_executing'],
      ['subtask_started', 'greeting'],
    );
    order(
      ['subtask_started', 'greeting'],
      ['model_invocation', 'greeting'],
      ['tool_call_started', 'greeting'],
      ['tool_call_completed', 'greeting'],
      ['verification_started', 'greeting'],
      ['verification_failed', 'greeting'],
      ['subtask_retrying', 'greeting'],
      ['verification_passed', 'greeting'],
      ['subtask_landed', 'greeting'],
      ['subtask_completed', 'greeting'],
      ['memory_entry_created', 'greeting'],
      ['subtask_started', 'notes'],
      ['subtask_landed', 'notes'],
      ['task_completed'],
    );
    order(['subtask_started', 'count'], ['subtask_landed', 'greeting'], ['subtask_started', 'notes']);
    const passes = events.filter((event) => event.event_type === 'verification_passed');
    const bases = Object.fromEntries(passes.map((event) => [event.subtask_id ?? 'goal', event['basis']]));
    expect(bases).toEqual({ greeting: 'judgement', count: 'check', notes: 'judgement', goal: 'judgement' });
    const landed = events.filter((event) => event.event_type === 'subtask_landed').map((event) => event.subtask_id);
    expect([...landed].sort()).toEqual(['count', 'greeting', 'notes']);
    expect(events.at(-1)?.event_type).toBe('task_completed');

    const diff = await loom.call<string>('GET', `/tasks/${id}/diff`);
    execFileSync('git', ['apply', '-'], { cwd: copy, input: diff.text });
    for (const [path, text] of Object.entries(after)) expect(readFileSync(join(copy, path), 'utf8')).toBe(text);

    expect((await loom.call('POST', `/tasks/${id}/revert`, {})).status).toBe(200);
    expect(loom.files()).toEqual(before);
    expect(statSync(join(loom.workspace, 'tool.sh')).mode & 0o777).toBe(0o754);
  });
});
