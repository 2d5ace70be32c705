import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { isAtHome, isLooselyNamed, meantBy } from './loosely-named.js';

describe('a file in another folder than it was named in', () => {
  it.each<[string, string, string, string[]]>([
    ['src/app.js', 'app.js', 'create app.js in the src folder', []],
    ['web/src/app.js', 'src/app.js', 'in the web package create src/app.js', []],
    ['web/src/app.js', 'src/app.js', 'create src/app.js', ['web/src/index.js']],
    ['tests/test_a.py', 'test_a.py', 'write tests in test_a.py', []],
    ['src/src/app.js', 'src/app.js', 'create src/app.js below src', []],
  ])('is at home: %s for %s, "%s"', (path, name, spoken, older) => {
    expect(isAtHome(path, name, spoken, older)).toBe(true);
  });

  it.each<[string, string, string, string[]]>([
    ['src/src/app.js', 'src/app.js', 'create src/app.js that logs "app".', ['src/index.js']],
    ['out/a.txt', 'a.txt', 'create a.txt', ['b.txt']],
    ['lib/lib/util/x.py', 'lib/util/x.py', 'create lib/util/x.py', []],
  ])('is not: %s for %s, "%s"', (path, name, spoken, older) => {
    expect(isAtHome(path, name, spoken, older)).toBe(false);
  });
});

describe('an output that a plan names loosely', () => {
  const change = (operation: FileChange['operation'], path: string): FileChange => ({
    ...{ operation, path, additions: 1, deletions: 0, binary: false },
  });
  const older = ['README.md', 'public/app.css', 'public/index.html', 'docs/api.rst', 'openapi.yaml', 'src/a.js'];

  it.each<[string, FileChange[], string?]>([
    ['README', [change('modify', 'README.md')]],
    ['app.css', [change('modify', 'public/app.css'), change('modify', 'src/a.js')]],
    ['docs/api', [change('modify', 'docs/api.rst')]],
    ['openapi.yml', [change('modify', 'openapi.yaml')]],
    ['Card.jsx', [change('create', 'src/components/Card.jsx')], 'Create src/components/Card.jsx'],
    ['docs/usage', [change('create', 'docs/usage.md')], 'Write docs/usage'],
    ['docs/usage', [change('create', 'docs/usage.html')]],
    ['contact', [change('create', 'contact.html')]],
    ['openapi', [change('modify', 'openapi.yaml')]],
    ['api', [change('modify', 'docs/api.rst')]],
    ['packing_list.md', [change('create', 'packing-list.md')]],
    ['conf/values.yaml', [change('create', 'values.yaml')], 'Make a snippet values.yaml of it.'],
    ['reports/fevrier', [change('create', 'reports/février.md')]],
    ['Booklet.md', [change('create', 'booklet.md')], 'I want a booklet.md.'],
    ['eleves.tsv', [change('modify', 'élèves.tsv')]],
    ['inventory.yaml', [change('create', 'inventory.yml')]],
    [
      'LICENSE',
      [change('create', 'public/LICENSE'), change('create', 'src/LICENSE')],
      'License src and the public pages',
    ],
    ['index.html', [change('modify', 'public/index.html'), change('modify', 'src/index.html')]],
    ['app.css', []],
    ['READMEs', [change('create', 'src/README.md'), change('create', 'test/README.md')], 'A README per folder'],
  ])('is what was changed: %s', (name, changes, asked = 'Style it') => {
    const [first] = changes;
    const there = [...older, ...changes.flatMap(({ path }) => (older.includes(path) ? [] : [path]))];
    expect(meantBy(name, { changes, there, asked })).toBe(first?.path ?? 'public/app.css');
  });

  it.each<[string, FileChange[], string?]>([
    ['app.css', [change('modify', 'src/a.js')]],
    ['a.txt', [change('create', 'out/a.txt')]],
    ['src/b.js', [change('create', 'src/b.ts')]],
    ['bin/tool', [change('create', 'bin/tool.py')]],
    ['config.yml', [change('create', 'config.yaml')], 'Write config.yml.'],
    ['packing_list.md', [change('create', 'packing-list.md')], 'Write packing_list.md.'],
    ['conf/values.yaml', [change('create', 'values.yaml')]],
    ['conf/values.yaml', [change('create', 'values.yaml')], 'Make conf/values.yaml of it, as values.yaml was.'],
    ['Booklet.md', [change('create', 'booklet.md')], 'I want a Booklet.md.'],
    ['read_csv.py', [change('create', 'read-csv.py')]],
    ['Dockerfile', [change('create', 'Dockerfile.dev')]],
    ['contact', [change('create', 'contacts.html')]],
    ['LICENSE', [change('create', 'public/LICENSE'), change('create', 'src/LICENSE')]],
    ['index.js', [change('create', 'src/index.js'), change('create', 'public/index.js')]],
    ['docs/api', [change('delete', 'docs/api.rst')]],
    ['READMEs', [change('create', 'src/README.md'), change('modify', 'src/a.js')]],
  ])('is not: %s', (name, changes, asked = 'Write it.') => {
    const there = [...older, ...changes.map(({ path }) => path)];
    expect(meantBy(name, { changes, there, asked })).toBeUndefined();
  });

  it('has its name, in any folder, and with any ending where it bears none', () => {
    for (const name of ['data/a.json', 'a.json', 'data/a', 'a', './data/a.json'])
      expect(isLooselyNamed('data/a.json', name), name).toBe(true);
    for (const name of ['b.json', 'json', 'a.js', 'ta/a.json', 'data'])
      expect(isLooselyNamed('data/a.json', name), name).toBe(false);
  });
});
