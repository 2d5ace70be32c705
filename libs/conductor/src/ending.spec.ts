import { expect, it } from 'vitest';
import { sentence } from './ending.js';

it.each([
  ['the model gave 3 empty answers', 'The model gave 3 empty answers.'],
  ['http://127.0.0.1:11434 has no model "x"', 'http://127.0.0.1:11434 has no model "x".'],
  ['as_stated: a.txt is still there.', 'as_stated: a.txt is still there.'],
  ['no answer', 'No answer. Start it.'],
])('%s becomes a sentence', (because, said) => {
  const remedy = said.endsWith('Start it.') ? { remedy: 'Start it.' } : {};
  expect(sentence({ code: 'stuck', because, retryable: false, ...remedy })).toBe(said);
});
