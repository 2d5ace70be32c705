import { answer } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const LINE = 'Close each call with </tool_call> and nothing else.\n';
const CALL = { name: 'write_file', arguments: { path: 'notes.md', content: LINE } };

export default mode({
  id: 'DA5',
  title: 'a call in the text writes a line that speaks of the tag which closes it',
  at: 'executor',
  goal: 'Create notes.md with the single line "Close each call with </tool_call> and nothing else."',
  executor: [attempt(answer(`<tool_call>\n${JSON.stringify(CALL)}\n</tool_call>`), FINISH)],
  after: { 'notes.md': LINE },
});
