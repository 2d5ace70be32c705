import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.js';
import { factsIn } from './facts.js';
import type { Step } from './laws/step.js';

const made = (path: string): Fact => ({ kind: 'made', path });

it.each([
  'Save the result somewhere, for example in out/result.json',
  'Write the text to a file such as out.txt.',
  'Create a file, e.g. foo.txt, with some text.',
])('nothing is made of an example: %s', (text) => {
  expect(factsIn(text)).toEqual([]);
});
const gone = (path: string): Fact => ({ kind: 'gone', path });
const untouched = (path: string): Fact => ({ kind: 'untouched', path });
const changed = (...paths: string[]): Fact => ({ kind: 'changed', paths });
const moved = (from: string, to: string): Fact => ({ kind: 'moved', from, to });
const content = (path: string, text: string): Fact => ({ kind: 'content', path, text });
const holds = (path: string, text: string): Fact => ({ kind: 'holds', path, text });
const replaced = (path: string, from: string, to: string): Fact => ({ kind: 'replaced', path, from, to });
const grows = (path: string, at: 'start' | 'end' | null = null): Fact => ({ kind: 'grows', path, at });
const added = (path: string, text: string, at: 'start' | 'end' | null = null): Fact => ({
  ...{ kind: 'added', path, text },
  at,
});
const setting = (path: string, key: string, value: string, quoted = false, from: string | null = null): Fact => ({
  ...{ kind: 'setting', path, key, value },
  quoted,
  from,
});
const transformed = (path: string, ...steps: Step[]): Fact => ({ kind: 'transformed', path, to: null, steps });
const items = (path: string, of: 'lines' | 'rows' | 'items', least: number, most = least, header = false): Fact => ({
  ...{ kind: 'items', path },
  ...{ of, least, most, header },
});
const names = (path: string, of: 'code' | 'keys' | 'columns', ...list: string[]): Fact => ({
  ...{ kind: 'names', path, names: list },
  of,
});

describe('what a text states about files', () => {
  it.each<[string, Fact[]]>([
    ['Delete the file tmp.log.', [gone('tmp.log')]],
    ['Run gen.js so that it writes a.txt.', [made('a.txt')]],
    ['Set NAME to demo and write "name=demo" to out.txt.', [made('out.txt'), holds('out.txt', 'name=demo')]],
    ['Summarise build.log in one line in summary.txt.', [made('summary.txt')]],
    ['Summarize README.md and the rest in your own words.', []],
    ['Run `node build.js` to generate dist/a.css.', [made('dist/a.css')]],
    ['Write a script gen.js so that it writes a.txt.', [made('gen.js')]],
    [
      'Append the line "tick" to log.txt three times.',
      [{ ...added('log.txt', 'tick', 'end'), times: 3 } as Fact, grows('log.txt', 'end')],
    ],
    [
      'Append three lines "tick" to log.txt, one command for each.',
      [{ ...added('log.txt', 'tick', 'end'), times: 3 } as Fact, grows('log.txt', 'end')],
    ],
    [
      'Write d.json, which holds a list, and copy it to b/d.json.',
      [made('d.json'), { kind: 'copied', from: 'd.json', to: 'b/d.json', fitted: true }],
    ],
    ['Delete all files that end in .tmp.', [{ kind: 'none_of', type: 'tmp', folder: null, depth: 'all' }]],
    [
      'Remove all files with the extension "*.bak" from docs/.',
      [{ kind: 'none_of', type: 'bak', folder: 'docs', depth: 'direct' }],
    ],
    ['Append the line "tick" to log.txt several times.', [holds('log.txt', 'tick'), grows('log.txt', 'end')]],
    ['Remove old/a.js and b.js from the project.', [gone('old/a.js'), gone('b.js')]],
    ['Remove the obsolete script build.sh, it is not needed any more.', [gone('build.sh')]],
    ['If cache.json exists, delete cache.json.', [gone('cache.json')]],
    ['Rename old.txt to new.txt.', [moved('old.txt', 'new.txt')]],
    ['Move a.txt into the folder docs.', [moved('a.txt', 'docs/a.txt')]],
    ['Rename the file `x.py` to `y.py` and fix the imports.', [moved('x.py', 'y.py')]],
    ['Copy a.txt to b.txt.', [{ kind: 'copied', from: 'a.txt', to: 'b.txt' }]],
    ['Add a line to app.py. Do not change README.md.', [grows('app.py'), untouched('README.md')]],
    ['Add a test without touching src/main.ts or src/util.ts.', [untouched('src/main.ts'), untouched('src/util.ts')]],
    ['a/config.ini must stay as it is.', [untouched('a/config.ini')]],
    ['Leave package.json untouched.', [untouched('package.json')]],
    ['bump the port in app.py, dont touch package.json', [untouched('package.json')]],
    ['You shouldnt change package.json.', [untouched('package.json')]],
    ['Do not delete tmp.log.', [{ kind: 'there', path: 'tmp.log' }]],
    ['Create a.txt with the single line "hello".', [made('a.txt'), content('a.txt', 'hello')]],
    ['Create a.txt containing exactly "hello".', [made('a.txt'), content('a.txt', 'hello')]],
    ["Write a file VERSION.txt with the content '1.2.3'.", [made('VERSION.txt'), content('VERSION.txt', '1.2.3')]],
    ['Write exactly "done" into state.txt.', [made('state.txt'), content('state.txt', 'done')]],
    ['Make a.txt hold only "x" and nothing else.', [content('a.txt', 'x')]],
    ['Create `a.txt` containing the text: Good morning', [made('a.txt'), holds('a.txt', 'Good morning')]],
    [
      'Create a.txt with the line "one" and the line "two".',
      [made('a.txt'), holds('a.txt', 'one'), holds('a.txt', 'two')],
    ],
    [
      'Write "alpha" to a.txt and "beta" to b.txt.',
      [made('a.txt'), holds('a.txt', 'alpha'), made('b.txt'), holds('b.txt', 'beta')],
    ],
    [
      'Create a.txt and b.txt containing "x" and "y" respectively.',
      [made('a.txt'), made('b.txt'), holds('a.txt', 'x'), holds('b.txt', 'y')],
    ],
    ['Create g.py with exactly this content:\n```python\nprint(1)\n```', [made('g.py'), content('g.py', 'print(1)')]],
    ['Replace "foo" by "bar" in x.txt and y.txt.', [replaced('x.txt', 'foo', 'bar'), replaced('y.txt', 'foo', 'bar')]],
    ['Write tests for parser.js in parser.test.js.', [made('parser.test.js')]],
    ['Add unit tests for the parser to test/parser.spec.ts.', [made('test/parser.spec.ts')]],
    ['In m.py replace every occurrence of `colour` with `color`.', [replaced('m.py', 'colour', 'color')]],
    [
      'Rename the function foo to bar in m.py.',
      [{ kind: 'undefined', path: 'm.py', name: 'foo' }, names('m.py', 'code', 'bar')],
    ],
    [
      'Bump the version in package.json from 1.2.3 to 1.3.0.',
      [setting('package.json', 'version', '1.3.0', false, '1.2.3')],
    ],
    [
      'Create config.json with the key "port" set to 8080.',
      [made('config.json'), setting('config.json', 'port', '8080'), names('config.json', 'keys', 'port')],
    ],
    ['In b/config.ini set debug to true.', [setting('b/config.ini', 'debug', 'true')]],
    ['Set max_retries to 5 in settings.toml.', [setting('settings.toml', 'max_retries', '5')]],
    ['Change the title of index.html to "Shop".', [setting('index.html', 'title', 'Shop', true)]],
    [
      'Create s.py with DEBUG = False and PORT = 8080.',
      [made('s.py'), setting('s.py', 'DEBUG', 'False'), setting('s.py', 'PORT', '8080')],
    ],
    ['Append the line "gamma" to notes.txt.', [added('notes.txt', 'gamma', 'end'), grows('notes.txt', 'end')]],
    [
      'Add a section "## Licence" with the text "MIT" to README.md and docs/index.md.',
      ['README.md', 'docs/index.md'].map((path) => ({ kind: 'changed', paths: [path] }) as const),
    ],
    ['Add a link to a.md and b.md.', []],
    ['Add a note on ports to a.md or b.md.', []],
    ['Append the line "gamma" to n.md under "To do".', [added('n.md', 'gamma', null), grows('n.md', null)]],
    [
      'Append the lines "a" and "b" to notes.txt.',
      [
        ...[added('notes.txt', 'a', 'end'), added('notes.txt', 'b', 'end')],
        ...[{ kind: 'in_order', path: 'notes.txt', texts: ['a', 'b'] } as const, grows('notes.txt', 'end')],
      ],
    ],
    ['Put the line "top" at the top of long.txt.', [added('long.txt', 'top', 'start')]],
    [
      'Add a new entry for version 2 at the top of CHANGELOG.md.',
      [changed('CHANGELOG.md'), grows('CHANGELOG.md', 'start')],
    ],
    ['Remove the line "b" from list.txt.', [{ kind: 'lacks', path: 'list.txt', text: 'b' }]],
    ['Remove the function old from m.py.', [{ kind: 'undefined', path: 'm.py', name: 'old' }]],
    [
      'Create orders.json, a JSON array with 4 orders, each with id.',
      [made('orders.json'), items('orders.json', 'items', 4)],
    ],
    ['Write a.json: a list of objects with name and age, indented by two spaces.', [made('a.json')]],
    ['Create t.json, a list of objects with two keys each.', [made('t.json')]],
    ['countries.txt with exactly 10 countries, one per line', [items('countries.txt', 'lines', 10)]],
    ['fruits.txt containing five fruits, each on its own line', [items('fruits.txt', 'lines', 5, Infinity)]],
    ['contact.html should show our phone number 555-0199', [holds('contact.html', '555-0199')]],
    ['page.html that lists the support line +49 (221) 5550', [holds('page.html', '+49 (221) 5550')]],
    ['Create t.json, a list of 3 people.', [made('t.json'), items('t.json', 'items', 3)]],
    ['Create t.json with at least 4 items.', [made('t.json'), items('t.json', 'items', 4, Infinity)]],
    ['Create n.txt with three lines.', [made('n.txt'), items('n.txt', 'lines', 3)]],
    ['Create p.csv with a header and 5 rows of made-up people.', [made('p.csv'), items('p.csv', 'rows', 5, 5, true)]],
    [
      'Create people.csv with the columns name,age,city and two rows.',
      [made('people.csv'), names('people.csv', 'columns', 'name', 'age', 'city')],
    ],
    [
      'Write p.csv with the columns id, name and email.',
      [made('p.csv'), names('p.csv', 'columns', 'id', 'name', 'email')],
    ],
    [
      'Create n.txt with the numbers from 1 to 10, one per line.',
      [made('n.txt'), { kind: 'numbers', path: 'n.txt', from: 1, to: 10, perLine: true }],
    ],
    [
      'Create calc.py with the functions add, sub and mul.',
      [made('calc.py'), names('calc.py', 'code', 'add', 'sub', 'mul')],
    ],
    ['Add a function called slugify to text.py.', [names('text.py', 'code', 'slugify')]],
    ['Add a function sub to calc.py.', [names('calc.py', 'code', 'sub')]],
    [
      'Create calc.py with a function add and test_calc.py that checks it.',
      [made('calc.py'), made('test_calc.py'), names('calc.py', 'code', 'add')],
    ],
    [
      'Create hello.py that prints "Hello, World!".',
      [made('hello.py'), { kind: 'prints', path: 'hello.py', text: 'Hello, World!' }],
    ],
    ['Create run.sh that prints hi and make it executable.', [made('run.sh'), { kind: 'executable', path: 'run.sh' }]],
    ['Create a.txt in the docs folder.', [made('a.txt'), { kind: 'in_folder', path: 'a.txt', folder: 'docs' }]],
    ['Fix the typo "teh" in docs/b.md.', [changed('docs/b.md')]],
    [
      'Sort the lines of names.txt alphabetically.',
      [transformed('names.txt', { of: 'sorted', noun: 'line', by: 'alphabet', down: false })],
    ],
    ['Rename the function foo to bar everywhere.', [{ kind: 'renamed', from: 'foo', to: 'bar' }]],
    [
      'Rename the function foo in m.py to bar and use the new name everywhere it is called.',
      [
        { kind: 'undefined', path: 'm.py', name: 'foo' },
        { kind: 'names', path: 'm.py', names: ['bar'], of: 'code' },
        { kind: 'renamed', from: 'foo', to: 'bar' },
      ],
    ],
    [
      'Add the greeting: "Hello" in en.json, "Bonjour" in fr.json.',
      [
        { kind: 'holds', path: 'en.json', text: 'Hello' },
        { kind: 'holds', path: 'fr.json', text: 'Bonjour' },
      ],
    ],
    ['Benenne anleitung.md in handbuch.md um.', [{ kind: 'moved', from: 'anleitung.md', to: 'handbuch.md' }]],
    ['Renombra a.md como b.md', [{ kind: 'moved', from: 'a.md', to: 'b.md' }]],
    ['rede.txt is the final version and stays.', [{ kind: 'there', path: 'rede.txt' }]],
    ['把 data.csv 按价格排序，另存为 sorted.csv。', [{ kind: 'untouched', path: 'data.csv' }]],
    ['Create a Makefile and a README.', [made('Makefile'), made('README')]],
  ])('%s', (text, facts) => {
    expect(factsIn(text)).toEqual(facts);
  });

  it('leaves what a text says in two ways to a judge', () => {
    expect(factsIn('Rename a.txt to b.txt. Create a.txt with the content "x".')).toContainEqual(content('a.txt', 'x'));
    expect(factsIn('Append the line "x" to a.txt. Remove the first line of a.txt.')).toEqual([
      added('a.txt', 'x', 'end'),
    ]);
    expect(factsIn('Create a.txt with the line "x". Then delete a.txt.')).toEqual([gone('a.txt')]);
    expect(factsIn('Create l.txt with the single line "one". Then add the line "two" to l.txt.')).toContainEqual(
      holds('l.txt', 'one'),
    );
  });
});
