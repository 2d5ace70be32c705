import { call, textOf } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'BT17',
  title: 'a line is appended to a last line that has no end',
  at: 'executor',
  goal: 'Add the setting debug=true to app.properties.',
  before: { 'app.properties': 'host=a\nport=1' },
  executor: [
    (request) => {
      const text = textOf(request);
      const told = /1debug|newline|line break/i.test(request.messages.at(-1)?.content ?? '');
      if (request.messages.some(({ role }) => role === 'tool'))
        return told && !text.includes('mended')
          ? call('shell_execute', { command: "printf 'host=a\\nport=1\\ndebug=true\\n' > app.properties; echo mended" })
          : FINISH;
      return text.includes('1debug')
        ? call('edit_file', { path: 'app.properties', old_str: 'port=1', new_str: 'port=1\ndebug=true\n' })
        : call('shell_execute', { command: 'echo "debug=true" >> app.properties' });
    },
  ],
  after: { 'app.properties': 'host=a\nport=1\ndebug=true\n' },
  fails: /app\.properties|debug/,
});
