import { answer, call, turnOf } from '#testing';
import { honest } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const BLOCKS = `Now I change the port.

<replace_in_file>
<path>conf.ini</path>
<diff>
<<<<<<< SEARCH
port=80
=======
port=8080
>>>>>>> REPLACE
</diff>
</replace_in_file>`;

export default mode({
  id: 'CB7',
  title: "another agent's edit in tags, with a search and a replacement",
  at: 'executor',
  goal: 'In conf.ini set the port to 8080.',
  before: { 'conf.ini': 'host=localhost\nport=80\n' },
  executor: [
    (request) => {
      const turn = turnOf(request);
      if (turn === 0) return call('read_file', { path: 'conf.ini' });
      if (turn === 1) return answer(BLOCKS);
      const changed = /"success":true/.test(request.messages.at(-1)?.content ?? '');
      if (turn === 2 && !changed)
        return call('edit_file', { path: 'conf.ini', old_str: 'port=80\n', new_str: 'port=8080\n' });
      return FINISH;
    },
  ],
  verifier: [honest({ work: ['+port=8080'] })],
  after: { 'conf.ini': 'host=localhost\nport=8080\n' },
});
