import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

const DENIES_ITSELF = json({ passed: true, issues: ['The criterion is not met.'], confidence: 0.9, suggestion: '' });

export default mode({
  id: 'OX9',
  title:
    'right work: a judge contradicts itself whenever it is asked for a verdict, but can say of each criterion what shows it',
  at: 'verifier',
  goal: 'Write a friendly word into a.txt.',
  verifier: [
    ({ messages }) =>
      messages.at(-1)?.content.includes('for each criterion by itself') === true
        ? json({ criteria: [{ number: 1, evidence: '+hello', met: true }] })
        : DENIES_ITSELF,
  ],
  after: HELLO,
});
