import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import type { Lookup } from './loosely-named.js';
import { plannedFile } from './planned-file.js';

const meant = (name: string, of: Omit<Lookup, 'there'>, taken = new Set<string>()): string | undefined =>
  plannedFile(name, { there: [], ...of }, taken);

describe('the file that a plan means', () => {
  it('is the only changed file that is near, and each file stands for one name', () => {
    const change = (operation: FileChange['operation'], path: string): FileChange => ({
      ...{ operation, path, additions: 1, deletions: 0, binary: false },
    });
    const changes = [change('create', 'tests/test_date.py'), change('modify', 'lib/books.py')];
    expect(meant('tests/test_dates.py', { changes, asked: 'Test it.' })).toBe('tests/test_date.py');
    expect(meant('book.py', { changes, asked: 'Mend it.' })).toBe('lib/books.py');
    expect(meant('tests/test_dates.py', { changes, asked: 'Write test_dates.py.' })).toBeUndefined();
    expect(meant('tests/test_dates.py', { changes, asked: '' }, new Set(['tests/test_date.py']))).toBeUndefined();
    const two = [...changes, change('create', 'tests/date_test.py')];
    expect(meant('tests/test_dates.py', { changes: two, asked: '' })).toBeUndefined();
    expect(meant('a.txt', { changes: [change('create', 'out/a.txt')], asked: '' })).toBeUndefined();
  });

  it('stands where it was said to though the plan has given it a folder', () => {
    const changes: FileChange[] = [
      { operation: 'create', path: 'style.css', additions: 1, deletions: 0, binary: false },
    ];
    const near = (asked: string): string | undefined => meant('css/style.css', { changes, asked });
    expect(near('Move the styles into style.css, please.')).toBe('style.css');
    expect(near('Move the styles into css/style.css.')).toBeUndefined();
    expect(near('Move the styles into a file of their own.')).toBeUndefined();
  });

  it('may be spelt with other capitals, or have a point before its name, unless it was said just so', () => {
    const of = (path: string, asked: string, ...more: string[]) => ({
      changes: [path, ...more].map((one): FileChange => ({
        ...{ operation: 'create', path: one, additions: 1, deletions: 0, binary: false },
      })),
      asked,
    });
    expect(meant('makefile', of('Makefile', 'A Makefile would be nice.'))).toBe('Makefile');
    expect(meant('dockerignore', of('.dockerignore', 'Make the image small.'))).toBe('.dockerignore');
    expect(meant('conf/App.toml', of('conf/app.toml', 'Set it up.'))).toBe('conf/app.toml');
    expect(meant('dockerignore', of('.dockerignore', 'Add dockerignore.'))).toBe('.dockerignore');
    expect(meant('app.toml', of('App.toml', 'Write app.toml.'))).toBeUndefined();
    expect(meant('dockerignore', of('.dockerignore', 'x', 'Dockerignore'))).toBeUndefined();
    expect(meant('dockerignore', of('web/.dockerignore', 'x'))).toBeUndefined();
  });

  it('is the only test file beside its name that has changed', () => {
    const change = (path: string): FileChange => ({
      ...{ operation: 'create', path, additions: 1, deletions: 0, binary: false },
    });
    const changes = ['app/migrate.py', 'tests/__init__.py', 'tests/test_migrate.py'].map(change);
    const near = (guess: string, of = changes, asked = 'Write tests.'): string | undefined =>
      meant(guess, { changes: of, asked });
    expect(near('tests/test_migrations.py')).toBe('tests/test_migrate.py');
    expect(near('tests/test_migrations.py', changes, 'Put them into test_migrations.py.')).toBeUndefined();
    expect(near('tests/test_migrations.py', [...changes, change('tests/test_setup.py')])).toBeUndefined();
    expect(near('tests/unit/test_migrations.py')).toBeUndefined();
    expect(near('tests/migrations.test.js')).toBeUndefined();
    expect(near('app/migrations.py')).toBeUndefined();
  });

  it.each(['/', './', '', '//'])('is none where the name is "%s"', (name) => {
    expect(meant(name, { changes: [], asked: 'Make it.' })).toBeUndefined();
  });
});
