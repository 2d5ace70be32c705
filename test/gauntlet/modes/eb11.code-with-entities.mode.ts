import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CODE = `export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether both have a number in common. */
export function overlaps(a: Range, b: Range): boolean {
  return a.from < b.to && b.from < a.to;
}

export const lengthOf = (range: Range): number => (range.to > range.from ? range.to - range.from : 0);
`;

export default mode({
  id: 'EB11',
  title: 'code whose operators are entities of HTML',
  at: 'executor',
  goal: 'Create src/range.ts: an interface Range with from and to, overlaps(a, b) and lengthOf(range), both exported.',
  before: { 'package.json': '{\n  "name": "ranges",\n  "type": "module"\n}\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'src/range.ts',
        content: CODE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      }),
      FINISH,
    ),
  ],
  after: { 'src/range.ts': CODE },
  fails: /range\.ts|&[a-z]+;|entit/i,
});
