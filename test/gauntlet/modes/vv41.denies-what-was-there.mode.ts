import { json, turnOf } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

const NO = json({ passed: false, issues: ['index.html is missing.'], confidence: 0.9, suggestion: 'Create it.' });
const YES = json({ passed: true, issues: [], confidence: 0.9, suggestion: '' });
const PAGE = { 'index.html': '<!doctype html><title>Hello</title><p>hello</p>\n' };

export default mode({
  id: 'VV41',
  title: 'the verifier misses a file of before that is there',
  at: 'verifier',
  before: PAGE,
  verifier: [(request) => (turnOf(request) === 0 ? NO : YES)],
  executor: [WORK],
  after: { ...PAGE, ...HELLO },
});
