import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC25',
  title: 'the file begins with what the model had to say',
  at: 'executor',
  goal: 'Create page.html with a heading.',
  executor: [
    attempt(
      call('write_file', {
        path: 'page.html',
        content:
          'Sure! Here is the content of page.html:\n\n<!doctype html>\n<html><body><h1>Shop</h1></body></html>\n\nLet me know if you need anything else!\n',
      }),
      FINISH,
    ),
  ],
  fails: /page\.html/,
  mostRequests: 60,
});
