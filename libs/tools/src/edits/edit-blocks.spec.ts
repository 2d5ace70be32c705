import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { editBlocks } from './edit-blocks.js';

describe('blocks of search and replace', () => {
  it.each([
    ['arrows', '<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n'],
    ['dashes and pluses', '------- SEARCH\na\n=======\nb\n+++++++ REPLACE'],
    ['the number of a line', '<<<<<<< SEARCH\n:start_line:2\n-------\na\n=======\nb\n>>>>>>> REPLACE'],
  ])('are read with %s', (_, text) => {
    expect(editBlocks(text)).toEqual([{ before: 'a', after: 'b' }]);
  });

  it('are read one after the other', () => {
    const one = '<<<<<<< SEARCH\na\n\n-------\n=======\n>>>>>>> REPLACE\n';
    expect(editBlocks(`${one}\n${one}`)).toEqual([
      { before: 'a\n\n-------', after: '' },
      { before: 'a\n\n-------', after: '' },
    ]);
  });

  it.each([
    'words\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE',
    '<<<<<<< SEARCH\na\n=======\nb\n',
    '<<<<<<< SEARCH\na\n>>>>>>> REPLACE',
    '<<<<<<< SEARCH\na\n=======\nb\n=======\nc\n>>>>>>> REPLACE',
    '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n',
    '',
  ])('are not seen in %j', (text) => {
    expect(editBlocks(text)).toBeNull();
  });

  it('are read in linear time', () => {
    assertLinear(editBlocks, '<<<<<<< SEARCH\n', 20_000);
  });
});
