import { accept, answer, memory, plan } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const once = (good: ReturnType<typeof answer>, n: number) =>
  n === 0 ? answer('Certainly! I am happy to help.') : good;

export default mode({
  id: 'MX3',
  title: 'every role fails once',
  at: 'planner',
  planner: [(_, n) => once(plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }]), n)],
  executor: [answer('Certainly!'), WRITE, FINISH],
  verifier: [(_, n) => once(accept(), n)],
  extractor: [(_, n) => once(memory(), n)],
  after: HELLO,
});
