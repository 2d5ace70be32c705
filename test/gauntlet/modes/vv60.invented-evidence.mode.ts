import { answer } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const said = (verdict: object) => answer(JSON.stringify({ issues: [], confidence: 0.9, suggestion: '', ...verdict }));
const write = (content: string) => ({
  toolCalls: [{ name: 'write_file', arguments: { path: 'hello.txt', content } }],
});

export default mode({
  id: 'VV60',
  title: 'passes on evidence that is in no file, then looks',
  at: 'verifier',
  goal: 'Make the greeting in hello.txt friendlier, in one line.',
  before: { 'hello.txt': 'Hi\n' },
  executor: [write('Go away\n'), FINISH, attempt(write('Good morning, how are you today?\n'), FINISH)],
  verifier: [
    said({ passed: true, evidence: ['The file says "Welcome, dear reader".'] }),
    said({ passed: false, issues: ['the greeting in hello.txt is not friendlier but rude'] }),
    said({ passed: true, evidence: '`Good morning, how are you today?`' }),
  ],
  after: { 'hello.txt': 'Good morning, how are you today?\n' },
  check: ({ of, prompt }) => [
    [of('verifier').length >= 3, 'the verifier was not asked again'],
    [prompt('verifier', 1).includes('Welcome, dear reader'), 'it was not told which evidence is nowhere'],
  ],
});
