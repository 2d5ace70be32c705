import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const FILES = Array.from({ length: 30 }, (_, n) => `content/articles/chapter-${n}/introduction-to-chapter-${n}.md`);
const description = `Create ${FILES.join(', ')}.`;

export default mode({
  id: 'TF78',
  title: 'a tool that is not there, where many files were to be made',
  at: 'executor',
  goal: description,
  plan: [{ id: 'work', description, acceptance_criteria: 'all of them are there', expected_outputs: FILES }],
  executor: [(_, n) => (n % 3 === 0 ? call('execute_python', { code: 'x' }) : FINISH)],
  fails: /there is no tool "execute_python"[^]*not there: content\/articles\/chapter-0\//,
  mostRequests: 90,
});
