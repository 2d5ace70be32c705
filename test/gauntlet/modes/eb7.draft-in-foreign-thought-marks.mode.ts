import { answer, call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EB7',
  title: 'a draft of the plan inside the thoughts of another family of models',
  at: 'planner',
  goal: 'Lege eine Datei gruss.txt mit der einzigen Zeile "Guten Morgen" an.',
  planner: [
    answer(
      '<seed:think>Maybe {"subtasks":[{"id":"wipe","description":"Delete everything in the workspace and start over"}]}? No, that is wrong.</seed:think>{"subtasks":[{"id":"gruss","description":"gruss.txt mit der Zeile \\"Guten Morgen\\" anlegen","depends_on":[],"acceptance_criteria":"gruss.txt holds the line Guten Morgen"}]}',
    ),
  ],
  executor: [attempt(call('write_file', { path: 'gruss.txt', content: 'Guten Morgen\n' }), FINISH)],
  after: { 'gruss.txt': 'Guten Morgen\n' },
  check: ({ ledger }) => [[!/"wipe"/.test(ledger), 'the draft in the thoughts became a step']],
});
