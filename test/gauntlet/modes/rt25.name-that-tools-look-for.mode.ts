import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT25',
  title: 'right work: all files of a kind are renamed but the one that tools look for by its name',
  at: 'executor',
  goal: 'Rename all .txt files to .md.',
  before: {
    'intro.txt': 'Intro text here.\n',
    'usage.txt': 'Usage text here.\n',
    'requirements.txt': 'requests==2.31.0\n',
    'app.py': 'import requests\n',
  },
  executor: [attempt(call('shell_execute', { command: 'mv intro.txt intro.md && mv usage.txt usage.md' }), FINISH)],
  after: { 'intro.md': 'Intro text here.\n', 'usage.md': 'Usage text here.\n', 'intro.txt': null, 'usage.txt': null },
});
