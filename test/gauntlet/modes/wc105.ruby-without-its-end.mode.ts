import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC105',
  title: 'Ruby cut within a class',
  at: 'executor',
  goal: 'Create counter.rb with a class Counter.',
  executor: [
    attempt(
      call('write_file', {
        path: 'counter.rb',
        content: 'class Counter\n  def initialize\n    @n = 0\n  end\n\n  def add\n    @n += 1\n',
      }),
      FINISH,
    ),
  ],
  fails: /counter\.rb/,
  mostRequests: 60,
});
