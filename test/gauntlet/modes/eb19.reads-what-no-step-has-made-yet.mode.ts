import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';
import { succeeded } from '../honest.js';

const PEOPLE = 'id,name,city\n1,Ada,London\n2,Linus,Helsinki\n3,Grace,New York\n4,Edsger,Rotterdam\n5,Barbara,Boston\n';

export default mode({
  id: 'EB19',
  title: 'one step needs what another makes, and the plan does not say so',
  at: 'planner',
  goal: 'Write the names in people.csv, one a line without the heading, to names.txt. Then write the number of lines of names.txt to count.txt.',
  before: { 'people.csv': PEOPLE },
  plan: [
    { id: 'names', description: 'Write the names of people.csv to names.txt, one a line.' },
    { id: 'count', description: 'Write the number of lines of names.txt to count.txt.' },
  ],
  executor: [
    bySubtask({
      names: attempt(
        call('shell_execute', { command: 'sleep 1; tail -n +2 people.csv | cut -d, -f2 > names.txt' }),
        FINISH,
      ),
      count: (request) => {
        const tools = request.messages.filter(({ role }) => role === 'tool').length;
        if (tools === 0) return call('read_file', { path: 'names.txt' });
        if (!succeeded(request)) return finish('No names.', 'blocked', 'names.txt does not exist');
        return tools === 1 ? call('shell_execute', { command: 'wc -l < names.txt > count.txt' }) : FINISH;
      },
    }),
  ],
  after: { 'names.txt': 'Ada\nLinus\nGrace\nEdsger\nBarbara\n', 'count.txt': '5\n' },
  halfway: [{ 'names.txt': 'Ada\nLinus\nGrace\nEdsger\nBarbara\n' }],
  fails: /names\.txt/,
});
