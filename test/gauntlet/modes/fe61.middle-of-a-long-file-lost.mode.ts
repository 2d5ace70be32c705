import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

const line = (n: number): string => `export const value${n} = ${n};\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => line(from + at)).join('');

export default mode({
  id: 'FE61',
  title: 'a long file rewritten without its middle',
  at: 'executor',
  goal: 'In values.js change value1 to 100.',
  before: { 'values.js': lines(1, 200) },
  executor: [
    call('write_file', { path: 'values.js', content: `export const value1 = 100;\n${lines(2, 70)}${lines(131, 200)}` }),
    FINISH,
    call('edit_file', {
      path: 'values.js',
      old_str: 'export const value1 = 1;',
      new_str: 'export const value1 = 100;',
    }),
    FINISH,
  ],
  after: { 'values.js': `export const value1 = 100;\n${lines(2, 200)}` },
});
