import { expect, it } from 'vitest';
import { readNearJson, TooHard } from './json-text.js';

it('reads what is nearly JSON', () => {
  expect(readNearJson(`{'a': [1, 2,], b: True, // so\n}`)).toEqual({ a: [1, 2], b: true });
  expect(readNearJson(`{'a': True,  # so\n 'b': '#1'}`)).toEqual({ a: true, b: '#1' });
  expect(() => readNearJson('')).toThrow('Unexpected end');
});

it('takes names as they are where its keys are escaped for Markdown', () => {
  expect(readNearJson('{"depends\\_on": ["a\\_b"], "pattern": "\\d\\\\_"}')).toEqual({
    depends_on: ['a_b'],
    pattern: '\\d\\_',
  });
  // TeX, where nothing else says so.
  expect(readNearJson('{"content": "a\\_b"}')).toEqual({ content: 'a\\_b' });
});

it('gives up on what would take minutes to mend, and goes on reading others', () => {
  // Costs the cube of its length: 40,000 characters take minutes.
  const hard = `{${'run "a" and save the output '.repeat(1700)}}`;
  expect(() => readNearJson(hard)).toThrow(TooHard);
  expect(readNearJson("{'a': 1}")).toEqual({ a: 1 });
});
