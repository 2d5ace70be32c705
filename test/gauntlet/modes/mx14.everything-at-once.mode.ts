import { call, answer, accept, turnOf, textOf } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'MX14',
  title: 'a cut plan, a foreign tool, a lying summary, a verdict of prose and an endless memory',
  at: 'executor',
  goal: 'Create one.txt with the single line "1" and two.txt with the single line "2".',
  planner: [
    { text: '{"subtasks": [{"id": "one", "description": "Create one.txt with', finish: 'length' },
    answer('1. Create one.txt with the single line "1".\n2. Create two.txt with the single line "2".'),
    answer('1. Create one.txt with the single line "1".\n2. Create two.txt with the single line "2".'),
  ],
  executor: [
    (request) => {
      const text = textOf(request);
      const own = text.slice(text.indexOf('# Your subtask'), text.indexOf('# Your subtask') + 200);
      const [name, digit] = /two\.txt/.test(own) ? ['two.txt', '2'] : ['one.txt', '1'];
      if (turnOf(request) === 0)
        return call('str_replace_editor', { command: 'create', path: `/workspace/${name}`, file_text: `${digit}\n` });
      return call('attempt_completion', { result: 'I ran all 42 tests and they pass.' });
    },
  ],
  verifier: [answer('Looks good to me! ✅'), accept()],
  extractor: [{ text: '[{"type": "decision", "summary": "aaaaaaaa', finish: 'length' }],
  after: { 'one.txt': '1\n', 'two.txt': '2\n' },
});
