import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const code = (name: string): string => `let ${name} = 0;\nexport const add = (sum) => (${name} += sum);\n`;
export default mode({
  id: 'MU2',
  title: 'a file comes as one string, with signs for its line breaks',
  at: 'executor',
  goal: 'In account.js rename the variable old to balance.',
  before: { 'account.js': code('old') },
  executor: [
    attempt(call('write_file', { path: 'account.js', content: `${JSON.stringify(code('balance'))}\n` }), FINISH),
  ],
  fails: /one string/,
});
