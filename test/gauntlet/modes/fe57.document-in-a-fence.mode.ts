import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE57',
  title: 'a document wrapped in a markdown fence',
  at: 'executor',
  goal: 'Create notes.md with the heading Notes and the line "buy milk".',
  executor: [
    attempt(call('write_file', { path: 'notes.md', content: '```markdown\n# Notes\n\nbuy milk\n```' }), FINISH),
  ],
  after: { 'notes.md': '# Notes\n\nbuy milk\n' },
  fails: /notes\.md|fence/,
});
