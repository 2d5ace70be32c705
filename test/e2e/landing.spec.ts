import { expect, it } from 'vitest';
import { call } from '#testing';
import { at, countCalls, Hold, sharedLoom } from './support/index.js';

const loom = sharedLoom();

it('verifies a merge before it lands, and repeats on the new state what collides', async () => {
  const lines = Array.from({ length: 9 }, (_, n) => `line ${n + 1}\n`);
  /** Each subtask's line, in one file. */
  const at_ = new Map([
    ['two', 1],
    ['three', 2],
    ['eight', 7],
  ]);
  const file = (...done: readonly string[]): Record<string, string> => {
    const changed = [...lines];
    for (const name of done) changed[at_.get(name) ?? NaN] = `${name}\n`;
    return { 'f.txt': changed.join('') };
  };
  const [two, three, eight] = ['two', 'three', 'eight'].map((name) => Hold.on('verifier', name)) as [Hold, Hold, Hold];
  let verdicts = 0;
  const merged = new Hold(({ role, subtask }) => role === 'verifier' && subtask === 'eight' && ++verdicts === 2);
  const goal = 'three at one file';
  const { id, files } = await loom().begin(
    goal,
    {
      plan: [...at_.keys()],
      work: ({ subtask, turn }) => {
        const old_str = lines[at_.get(subtask) ?? NaN] as string;
        return turn === 0 ? call('edit_file', { path: 'f.txt', old_str, new_str: `${subtask}\n` }) : undefined;
      },
      holds: [two, three, eight, merged],
    },
    { files: file() },
  );
  const landed = (subtask: string) =>
    loom().until(id, (event) => event.event_type === 'subtask_landed' && event.subtask_id === subtask);
  // All of them begin with the same file.
  for (const hold of [two, three, eight]) await hold.reached();
  two.release();
  await landed('two');
  expect(files()).toEqual(file('two'));
  eight.release();
  await merged.reached();
  // Each has been verified, but nobody has seen both together.
  expect(files()).toEqual(file('two'));
  merged.release();
  await landed('eight');
  expect(files()).toEqual(file('two', 'eight'));
  three.release();
  expect((await loom().ended(id)).status).toBe('completed');
  expect(files()).toEqual(file('two', 'three', 'eight'));
  const conflict = (await loom().events(id)).filter(({ event_type }) => event_type === 'landing_conflict');
  expect(conflict).toMatchObject([{ subtask_id: 'three', paths: ['f.txt'] }]);
  const calls = loom()
    .model.requests.map(at)
    .filter((place) => place.goal === goal);
  expect(countCalls(calls)).toMatchObject({ 'executor eight 0': 1, 'executor three 0': 2, 'verifier three 0': 2 });
  const told = calls.find(({ subtask, retry }) => subtask === 'three' && retry)?.text ?? '';
  expect(told).toMatch(/^\+three$[^]*^\+two$/m);
}, 60_000);
