import { call, json } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX10',
  title: 'wrong work: a judge contradicts itself, and makes up what shows each criterion to be met',
  at: 'verifier',
  goal: 'Write a friendly word in French into a.txt.',
  executor: [attempt(call('write_file', { path: 'a.txt', content: 'go away\n' }), FINISH)],
  verifier: [
    ({ messages }) =>
      messages.at(-1)?.content.includes('for each criterion by itself') === true
        ? json({ criteria: [{ number: 1, evidence: '+bonjour', met: true }] })
        : json({ passed: true, issues: ['The criterion is not met.'], confidence: 0.9, suggestion: '' }),
  ],
  fails: /no verifier could say.*each criterion/i,
});
