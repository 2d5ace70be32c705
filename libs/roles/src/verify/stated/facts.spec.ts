import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsIn, type Fact } from './facts.js';

const gone = (path: string): Fact => ({ kind: 'gone', path });
const untouched = (path: string): Fact => ({ kind: 'untouched', path });
const content = (path: string, text: string): Fact => ({ kind: 'content', path, text });
const replaced = (path: string, from: string, to: string): Fact => ({ kind: 'replaced', path, from, to });
const holds = (path: string, text: string): Fact => ({ kind: 'holds', path, text });
const setting = (path: string, key: string, value: string): Fact => ({ kind: 'setting', path, key, value });
const grows = (path: string): Fact => ({ kind: 'grows', path });

describe('what a text states about files', () => {
  it.each<[string, Fact[]]>([
    ['Delete the file tmp.log.', [gone('tmp.log')]],
    ['Remove old/a.js and b.js from the project.', [gone('old/a.js'), gone('b.js')]],
    ['Remove the obsolete script build.sh, it is not needed any more.', [gone('build.sh')]],
    ['Rename old.txt to new.txt.', [gone('old.txt')]],
    ['Move a.txt into the folder docs.', [gone('a.txt')]],
    ['Rename the file `x.py` to `y.py` and fix the imports.', [gone('x.py')]],
    ['Add a line to app.py. Do not change README.md.', [grows('app.py'), untouched('README.md')]],
    ['Add a test without touching src/main.ts or src/util.ts.', [untouched('src/main.ts'), untouched('src/util.ts')]],
    ['a/config.ini must stay as it is.', [untouched('a/config.ini')]],
    ['Leave package.json untouched.', [untouched('package.json')]],
    ['Create a.txt with the single line "hello".', [content('a.txt', 'hello')]],
    ['Create a.txt containing exactly "hello".', [content('a.txt', 'hello')]],
    ["Write a file VERSION.txt with the content '1.2.3'.", [content('VERSION.txt', '1.2.3')]],
    ['Write exactly "done" into state.txt.', [content('state.txt', 'done')]],
    ['Make a.txt hold only "x" and nothing else.', [content('a.txt', 'x')]],
    ['Do not delete tmp.log.', [{ kind: 'there', path: 'tmp.log' }]],
    ['If cache.json exists, delete cache.json.', [gone('cache.json')]],
    ['Replace "foo" by "bar" in x.txt and y.txt.', [replaced('x.txt', 'foo', 'bar'), replaced('y.txt', 'foo', 'bar')]],
    ['In m.py replace every occurrence of `colour` with `color`.', [replaced('m.py', 'colour', 'color')]],
    ['Rename the function foo to bar in m.py.', [replaced('m.py', 'foo', 'bar')]],
    ['Bump the version in package.json from 1.2.3 to 1.3.0.', [holds('package.json', '1.3.0')]],
    ['Create config.json with the key "port" set to 8080.', [setting('config.json', 'port', '8080')]],
    ['In b/config.ini set debug to true.', [setting('b/config.ini', 'debug', 'true')]],
    ['Set max_retries to 5 in settings.toml.', [setting('settings.toml', 'max_retries', '5')]],
    ['Append the line "gamma" to notes.txt.', [grows('notes.txt')]],
    ['Add a new entry for version 2 at the top of CHANGELOG.md.', [grows('CHANGELOG.md')]],
    [
      'Create orders.json, a JSON array with 4 orders, each with id.',
      [{ kind: 'items', path: 'orders.json', count: 4, of: 'items' }],
    ],
    ['Create n.txt with three lines.', [{ kind: 'items', path: 'n.txt', count: 3, of: 'lines' }]],
    [
      'Create people.csv with the columns name,age,city and two rows.',
      [{ kind: 'columns', path: 'people.csv', columns: ['name', 'age', 'city'] }],
    ],
    [
      'Write p.csv with the columns id, name and email.',
      [{ kind: 'columns', path: 'p.csv', columns: ['id', 'name', 'email'] }],
    ],
  ])('%s', (text, facts) => {
    expect(factsIn(text)).toEqual(facts);
  });

  it.each([
    // Something in the file is taken out, not the file.
    'Remove foo.txt from the list in README.md.',
    "Delete a.txt's second line.",
    'Remove the comment in main.py.',
    // What is forbidden is narrower, or wider, than the file.
    "Do not change a.py's public names.",
    'Do not edit config.json by hand.',
    'Do not change README.md except for the title.',
    'Never modify the array while iterating in loop.js? That is the question.',
    // What a file holds for a while only, or among other things.
    'Create a.txt with the single line "one". Append "two" to it.',
    'Create a.txt with the line "one" and the line "two".',
    'Fix main.py: it prints exactly "x" twice.',
    'Delete a.txt containing the single line "x" and write b.md.'.replace(
      'Delete a.txt containing',
      'Look at a.txt containing',
    ),
    // No literal, or only some of them.
    'Replace tabs with spaces in m.py.',
    'Replace the first "a" by "b" in x.txt.',
    'Rename the function foo to bar in m.py but keep foo as an alias.',
    'Rename the function foo to bar everywhere.',
    'Change the greeting from formal to friendly in hi.py.',
    // Units and words are no literal values.
    'Set the timeout to 30 seconds in config.py.',
    'Set it to 5 in a.py.',
    'Set the width to 50% in style.css.',
    // Lines may go where more than an addition is asked for.
    'Add a section to README.md and remove the old one.',
    'Append x to list.txt, then sort it.',
    'Add a function sub to calc.py.',
    // Not a number of anything that can be counted here.
    'Create t.json with at least 4 items.',
    'Create a.json with 3 fields.',
    'Write up to 10 lines into a.txt.',
    // No file at all.
    'Build a small converter from CSV to JSON in JavaScript, without dependencies. Quoted fields must work.',
    'Create a Next.js app and use Vue.js for the rest.',
    'What would happen if we deleted a.txt?',
  ])('nothing certain: %s', (text) => {
    expect(factsIn(text)).toEqual([]);
  });

  it('leaves what a text says in two ways to a judge', () => {
    expect(factsIn('Rename a.txt to b.txt. Create a.txt with the content "x".')).toEqual([content('a.txt', 'x')]);
    expect(factsIn('Append the line "x" to a.txt. Remove the first line of a.txt.')).toEqual([]);
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
      '`',
      'add a line ',
      'do not touch ',
      'from 1 to ',
      'a.csv with the columns a, ',
      'with ',
    ];
    for (const unit of units)
      for (const start of ['', 'a.txt with the single line ', 'append ', 'delete ']) {
        const text = start + unit.repeat(60_000 / unit.length);
        const startedAt = performance.now();
        factsIn(text);
        expect(performance.now() - startedAt, `${start}${unit}`).toBeLessThan(2000);
      }
  });
});
