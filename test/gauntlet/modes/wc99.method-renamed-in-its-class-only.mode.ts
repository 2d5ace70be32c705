import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC99',
  title: 'a method is renamed in its class and not where it is called',
  at: 'executor',
  goal: 'Rename the method getName to fullName everywhere.',
  before: {
    'user.py': 'class User:\n    def getName(self):\n        return self.name\n',
    'main.py': 'from user import User\nprint(User().getName())\n',
  },
  executor: [attempt(call('edit_file', { path: 'user.py', old_str: 'getName', new_str: 'fullName' }), FINISH)],
  fails: /main\.py|getName/,
  mostRequests: 60,
});
