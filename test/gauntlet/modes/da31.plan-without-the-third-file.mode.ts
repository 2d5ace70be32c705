import { call, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const INDEX = '- [English](en.txt)\n- [Deutsch](de.txt)\n';
const FIRST = [
  { id: 'english', description: 'Create en.txt with the line hello' },
  { id: 'german', description: 'Create de.txt with the line hallo', depends_on: ['english'] },
];

export default mode({
  id: 'DA31',
  title: 'the plan has two steps for three files; a second plan has the third',
  at: 'planner',
  goal: 'Create en.txt with the line hello, de.txt with the line hallo, and index.md with a link to each of them.',
  planner: [
    plan(FIRST),
    plan([...FIRST, { id: 'index', description: 'Create index.md with a link to each', depends_on: ['german'] }]),
  ],
  executor: [
    bySubtask({
      english: attempt(call('write_file', { path: 'en.txt', content: 'hello\n' }), FINISH),
      german: attempt(call('write_file', { path: 'de.txt', content: 'hallo\n' }), FINISH),
      index: attempt(call('write_file', { path: 'index.md', content: INDEX }), FINISH),
    }),
  ],
  after: { 'en.txt': 'hello\n', 'de.txt': 'hallo\n', 'index.md': INDEX },
  fails: /index\.md/,
  mostRequests: 120,
});
