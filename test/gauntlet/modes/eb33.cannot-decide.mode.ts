import { call, turnOf } from '#testing';
import { mode, type Step } from '../mode.js';

const there = call('edit_file', { path: 'theme.json', old_str: '"dark"', new_str: '"night"' });
const back = call('edit_file', { path: 'theme.json', old_str: '"night"', new_str: '"dark"' });
const look = call('read_file', { path: 'theme.json' });
const round: Step = (request) => [there, look, back, look][turnOf(request) % 4] ?? look;

export default mode({
  id: 'EB33',
  title: 'changes a value and changes it back, with a look between, for ever',
  at: 'executor',
  goal: 'Rename the theme "dark" to "night" in theme.json.',
  before: {
    'theme.json':
      '{\n  "name": "dark",\n  "ink": "#eee",\n  "paper": "#111",\n  "accent": "#f80",\n  "links": "underline"\n}\n',
  },
  executor: [round],
  after: {
    'theme.json':
      '{\n  "name": "night",\n  "ink": "#eee",\n  "paper": "#111",\n  "accent": "#f80",\n  "links": "underline"\n}\n',
  },
  fails: /again|repeat|same|loop|back|round|circle|step|turn|progress/i,
  mostRequests: 120,
});
