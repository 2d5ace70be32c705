import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const part = (name: string): string => `## ${name}\n\n- nothing\n`;
const write = (name: string): ReturnType<typeof attempt> =>
  attempt(call('write_file', { path: 'todo.md', content: part(name) }), FINISH);

export default mode({
  id: 'DA36',
  title: 'three steps write one part each of one file over what the others wrote',
  at: 'planner',
  goal: 'Create todo.md with the three sections "## Home", "## Work" and "## Garden", each with the bullet "- nothing".',
  plan: [
    { id: 'home', description: 'Write the section Home of todo.md' },
    { id: 'work', description: 'Write the section Work of todo.md', depends_on: ['home'] },
    { id: 'garden', description: 'Write the section Garden of todo.md', depends_on: ['work'] },
  ],
  executor: [bySubtask({ home: write('Home'), work: write('Work'), garden: write('Garden') })],
  halfway: [{ 'todo.md': part('Home') }, { 'todo.md': part('Work') }, { 'todo.md': part('Garden') }],
  fails: /todo\.md|Home|Work|section/,
  mostRequests: 160,
});
