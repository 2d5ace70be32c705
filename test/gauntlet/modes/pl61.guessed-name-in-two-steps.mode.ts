import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL61',
  title: 'two steps are at work on one file by a name that the plan has guessed',
  at: 'planner',
  goal: 'Make a small page that shows a clock and looks good on a phone.',
  plan: [
    { id: 'page', description: 'Build the page with the clock.', expected_outputs: ['clock.html'] },
    {
      id: 'phone',
      description: 'Make the page look good on a phone.',
      expected_outputs: ['clock.html'],
      depends_on: ['page'],
    },
  ],
  executor: [
    bySubtask({
      page: attempt(
        call('write_file', {
          path: 'index.html',
          content:
            '<!doctype html>\n<meta charset="utf-8">\n<title>Clock</title>\n<p id="t"></p>\n<script>\n  setInterval(() => (document.getElementById("t").textContent = new Date().toLocaleTimeString()), 1000);\n</script>\n',
        }),
        finish('index.html shows the clock.'),
      ),
      phone: attempt(
        call('read_file', { path: 'index.html' }),
        call('edit_file', {
          path: 'index.html',
          old_str: '<title>Clock</title>\n',
          new_str:
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Clock</title>\n<style>\n  p { font: 15vw sans-serif; text-align: center; }\n</style>\n',
        }),
        finish('index.html has a viewport and large letters.'),
      ),
    }),
  ],
  after: {
    'index.html':
      '<!doctype html>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Clock</title>\n<style>\n  p { font: 15vw sans-serif; text-align: center; }\n</style>\n<p id="t"></p>\n<script>\n  setInterval(() => (document.getElementById("t").textContent = new Date().toLocaleTimeString()), 1000);\n</script>\n',
  },
  mostRequests: 60,
});
