import { answer } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const INIGOAL = 'Create settings.ini with a section server, host localhost and port 8080.';
const INI = '[server]\nhost = localhost\nport = 8080\n';
export default mode({
  id: 'TF61',
  title: 'function_calls and invoke',
  at: 'executor',
  goal: INIGOAL,
  executor: [
    attempt(
      answer(
        `<function_calls>\n<invoke name="write_file">\n<parameter name="path">settings.ini</parameter>\n<parameter name="content">${INI}</parameter>\n</invoke>\n</function_calls>`,
      ),
      FINISH,
      FINISH,
    ),
  ],
  after: { 'settings.ini': INI },
});
