import { mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Repository } from './repository.js';
import { Conversation } from './conversation.js';
import { EMPTY_TREE, writeObject } from './objects.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loom-talk-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const echo = (): ReturnType<typeof spawn> => spawn('cat', [], { stdio: ['pipe', 'pipe', 'pipe'] });
const talk = (max = 1 << 20): Conversation => new Conversation(() => echo() as never, max);

it('answers many questions asked at once in their order, however the bytes arrive', async () => {
  const conversation = talk();
  const lines = Array.from({ length: 200 }, (_, n) => `${n}`.repeat(1 + ((n * 977) % 4000)));
  const answers = await Promise.all(lines.map((line, n) => conversation.ask(line, `.mark${n}.`)));
  expect(answers.map((answer) => answer.toString())).toEqual(lines.map((line) => `${line}\n`));
  conversation.close();
});

it('fails the open question and answers the next one when an answer is too long or the process is gone', async () => {
  const conversation = talk(1000);
  await expect(conversation.ask('x'.repeat(5000), '.a')).rejects.toThrow(/before its answer/);
  expect((await conversation.ask('short', '.b')).toString()).toBe('short\n');
  const open = conversation.ask('y', '.never'.repeat(10));
  conversation.close();
  await expect(open).rejects.toThrow(/before its answer/);
});

it('sees trees that were written after the process began, and says of a missing one that it is missing', async () => {
  const repo = new Repository(join(dir, 'repo.git'));
  await repo.create();
  const tree = async (text: string): Promise<string> => {
    const id = await writeObject(repo.dir, 'blob', Buffer.from(text));
    return repo.git.trees.edit(EMPTY_TREE, new Map([['a\n.b', { mode: '100644', id }]]));
  };
  const [one, two] = [await tree('1\n'), await tree('1\n2\n')];
  expect((await repo.git.summaryOf(one, two)).toString('latin1')).toMatch(/\0a\n\.b\x001\t0\ta\n\.b\0$/);
  const three = await tree('1\n2\n3\n4\n');
  expect((await repo.git.summaryOf(two, three)).toString('latin1')).toMatch(/\x002\t0\ta\n\.b\0$/);
  await expect(repo.git.summaryOf(three, '1'.repeat(40))).rejects.toThrow(/diff-tree/);
  expect((await repo.git.summaryOf(three, one)).toString('latin1')).toMatch(/\x000\t3\ta\n\.b\0$/);
});
