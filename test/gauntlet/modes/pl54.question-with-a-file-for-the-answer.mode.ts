import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL54',
  title: 'the goal is a question, and the plan invents a file for its answer',
  at: 'planner',
  goal: 'Which of our modules use requests, and could we do without it?',
  before: {
    'app/__init__.py': '',
    'app/fetch.py': 'import requests\n\n\ndef page(url):\n    return requests.get(url, timeout=5).text\n',
    'app/store.py':
      'import json\n\n\ndef save(data, path):\n    with open(path, "w") as file:\n        json.dump(data, file)\n',
  },
  plan: [
    { id: 'search', description: 'Search the modules for imports of requests.', expected_outputs: ['imports.txt'] },
    {
      id: 'answer',
      description: 'Answer the question of the user.',
      acceptance_criteria: 'The answer names the modules and says whether requests can go.',
      expected_outputs: ['answer.md'],
      depends_on: ['search'],
    },
  ],
  executor: [
    bySubtask({
      search: attempt(
        call('search_files', { pattern: 'requests' }),
        call('read_file', { path: 'app/fetch.py' }),
        finish('Only app/fetch.py imports requests, for one requests.get with a timeout.'),
      ),
      answer: attempt(
        call('read_file', { path: 'app/fetch.py' }),
        call('read_file', { path: 'app/store.py' }),
        finish(
          'Only app/fetch.py uses requests, for a single GET with a timeout; urllib.request.urlopen(url, timeout=5) would do the same, so yes, we could do without it.',
        ),
      ),
    }),
  ],
  after: {},
  mostRequests: 60,
});
