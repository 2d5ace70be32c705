import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accept, finish, reject } from '#testing';
import { write } from '../support/index.js';
import { loom } from './one-loom.js';

it('files that were rejected are not judged again until somebody accepts them: the verdict on the same tree stands', async () => {
  const contents = ['bad\n', 'bad\n', 'good\n'];
  let tries = 0;
  const { id, calls, files } = await loom().begin('do it', {
    plan: ['one'],
    work: ({ turn }) => (turn === 0 ? write('one.txt', contents[Math.min(tries++, 2)] ?? '') : undefined),
    // Whoever asks twice about the same files is told something else the second time.
    judge: ({ subtask, text }) =>
      subtask === 'one' && text.includes('+bad') && judged().length === 1 ? reject('It is bad.') : accept(),
  });
  const judged = () => calls().filter(({ role, subtask }) => role === 'verifier' && subtask === 'one');
  expect(await loom().ended(id)).toMatchObject({ status: 'completed' });
  expect([files(), tries]).toEqual([{ 'one.txt': 'good\n' }, 3]);
  expect(judged().map(({ text }) => /^\+(bad|good)$/m.exec(text)?.[1])).toEqual(['bad', 'good']);
  const rejections = (await loom().events(id)).filter(({ event_type: type }) => type === 'verification_failed');
  expect(rejections.map((event) => event['issues'])).toEqual([['It is bad.'], ['It is bad.']]);
});

describe('what an executor says', () => {
  it('is not believed: done without the expected file is rejected, and blocked is reported as such', async () => {
    const { id, calls, files } = await loom().begin('claims', {
      plan: [{ id: 'only', expected_outputs: ['out.txt'] }],
      work: ({ turn, retry }) =>
        !retry
          ? turn === 0
            ? write('other.txt', 'x\n')
            : finish('Wrote out.txt.')
          : turn === 0
            ? write('out.txt', 'y\n')
            : undefined,
    });
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'out.txt': 'y\n' });
    expect(calls().filter((c) => c.role === 'verifier' && c.subtask === 'only')).toHaveLength(1);
    expect(existsSync(join(loom().workspace, 'out.txt'))).toBe(false);
  });
});
