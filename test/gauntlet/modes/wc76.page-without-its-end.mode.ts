import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC76',
  title: 'a page that stops in the middle',
  at: 'executor',
  goal: 'Create page.html, a page with a table of the opening hours Mon-Fri 9-17.',
  executor: [
    attempt(
      call('write_file', {
        path: 'page.html',
        content: '<!DOCTYPE html>\n<html>\n<body>\n<table>\n<tr><td>Mon</td><td>9-17</td></tr>\n<tr><td>Tue</td><td>9-',
      }),
      FINISH,
    ),
  ],
  fails: /page\.html/,
});
