import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT33',
  title: 'right work: files move on, and others take the places of theirs',
  at: 'executor',
  goal: 'A new first chapter goes in: rename chapter2.md to chapter3.md and chapter1.md to chapter2.md, then make chapter1.md from draft.md. The headings carry the numbers too. draft.md can go.',
  before: {
    'draft.md': '# The harbour\n\nShips came at dawn.\n',
    'chapter1.md': '# Chapter 1: The storm\n\nIt rained for days.\n',
    'chapter2.md': '# Chapter 2: The island\n\nThey saw goats.\n',
  },
  executor: [
    attempt(
      call('shell_execute', { command: 'mv chapter2.md chapter3.md' }),
      call('shell_execute', { command: 'mv chapter1.md chapter2.md' }),
      call('shell_execute', { command: 'mv draft.md chapter1.md' }),
      call('write_file', { path: 'chapter1.md', content: '# Chapter 1: The harbour\n\nShips came at dawn.\n' }),
      call('write_file', { path: 'chapter2.md', content: '# Chapter 2: The storm\n\nIt rained for days.\n' }),
      call('write_file', { path: 'chapter3.md', content: '# Chapter 3: The island\n\nThey saw goats.\n' }),
      FINISH,
    ),
  ],
  after: {
    'draft.md': null,
    'chapter1.md': '# Chapter 1: The harbour\n\nShips came at dawn.\n',
    'chapter2.md': '# Chapter 2: The storm\n\nIt rained for days.\n',
    'chapter3.md': '# Chapter 3: The island\n\nThey saw goats.\n',
  },
  mostRequests: 120,
});
