import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG10',
  title: 'the number of the goal is left to fill in',
  at: 'executor',
  goal: 'contact.html should show our phone number 555-0199',
  executor: [
    attempt(
      call('write_file', {
        path: 'contact.html',
        content: '<!doctype html>\n<html>\n<body>\n<p>Call us: YOUR_PHONE_NUMBER</p>\n</body>\n</html>\n',
      }),
      finish('The page shows the number.'),
    ),
  ],
  fails: /contact\.html does not hold/,
});
