import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const GOOD =
  'export function chunk<T>(list: readonly T[], size: number): T[][] {\n  const out: T[][] = [];\n  for (let at = 0; at < list.length; at += size) out.push(list.slice(at, at + size));\n  return out;\n}\n';
export default mode({
  id: 'BK29',
  title: 'a function in TypeScript only throws that it comes later, the verifier is content',
  at: 'executor',
  goal: 'Write chunk.ts exporting a function chunk(list, size) that cuts a list into lists of at most size items.',
  executor: [
    call('write_file', {
      path: 'chunk.ts',
      content:
        '/** Cuts a list into lists of at most size items. */\nexport function chunk<T>(list: readonly T[], size: number): T[][] {\n  throw new Error("chunk: coming in the next step");\n}\n',
    }),
    FINISH,
    call('write_file', { path: 'chunk.ts', content: GOOD }),
    FINISH,
  ],
  after: { 'chunk.ts': GOOD },
});
