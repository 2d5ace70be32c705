import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { factsIn, stated } from './facts.js';

describe('a text that states things about files', () => {
  it.each<[string, boolean, boolean]>([
    ['Create a.txt with the single line "hello".', true, false],
    ['[T-1] Create a.txt with the single line "hello". Then delete b.txt.', true, false],
    ['Create a.txt with the single line "hello" and tidy up.', false, false],
    ['Create calc.py with a function add that adds.', false, false],
    ['Replace "a" with "b", only in x.txt.', true, true],
    ['Fix the bug in a.py. Do not change any other file.', false, true],
    ['Fix the bug in a.py.', false, false],
    ['Fix the bug in a.py without changing other files.', false, true],
    ['Fix a.py, but change nothing else.', false, true],
    ['Only edit a.py.', false, true],
    ['Fix the typo in a.md only.', true, true],
    ['Fix the bug in a.py (just change what is necessary).', false, false],
    ['Add a function f to src/a.ts. Only change files in src/.', false, false],
    ['Users may only edit their own posts, see posts.py.', false, false],
    ['Use axios only in api.js.', false, false],
    ['The password is read from .env only. Fix config.py.', false, false],
    ['Fix cart.js. The button should do nothing else on click.', false, false],
    ['Tell in list.js if there are no other files in the folder.', false, false],
    ['Create a.txt with the single line "hello" and no other file.', false, true],
    ['Please write a.py with a function f, but no additional files.', false, true],
    ['Write a.py with a function f(a) that returns a, but no other files.', false, true],
    ['Write list.py that prints all .md files, but no other files.', false, false],
    ['Write pack.js so it packs a.js, and no other files.', false, false],
    ['Write load.py that loads the modules, but no other files.', false, false],
    ['Create list.txt that names a.txt and no other file.', false, false],
    ['Write pack.js so it packs a.js and no other files.', false, false],
    ['Read a.json and no other files. Write b.js.', false, false],
    ['Create rules.txt with the rule that a.txt is read and no other file.', false, false],
    ['Fix the bug.', false, false],
  ])('says whether all of it was understood: %s', (text, isWhole, isOnly) => {
    expect(stated(text)).toMatchObject({ isWhole, isOnly });
  });

  it('whatever a text holds, it is looked through in linear time', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => Array.isArray(factsIn(text))));
    const units = [
      'delete ',
      'rename a.txt to ',
      'a.txt, ',
      'a/',
      'a.',
      'set x to ',
      'replace "a" ',
      '"',
      "'",
      '`',
      '```\n',
      'add a line ',
      'do not touch ',
      'from 1 to ',
      'a.csv with the columns a, ',
      'with ',
      'function a, ',
      '1 lines ',
      'x = 1, ',
      'a.py, but no other files ',
    ];
    for (const unit of units)
      for (const start of ['', 'a.txt with the single line ', 'append ', 'delete ', 'create a.py with functions '])
        assertLinear(factsIn, unit, 12_000 / unit.length, { start });
  });
});
