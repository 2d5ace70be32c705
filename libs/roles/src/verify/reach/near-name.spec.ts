import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { isNearName, isSaid, nearTo } from './near-name.js';

describe('a name that a plan has guessed', () => {
  it.each([
    ['tests/test_date.py', 'tests/test_dates.py'],
    ['tests/test_dates.py', 'tests/test_date.py'],
    ['tests/test_cache.py', 'tests/cache_test.py'],
    ['test/docs.test.js', 'test/docs.test'],
    ['test/app.test.js', 'test/app.tests.js'],
    ['app/http.py', 'app/http'],
    ['src/utils/entry.ts', 'src/util/entries.ts'],
    ['plant/devices/pump.py', 'plant/device/*.py'],
    ['zeit/formate.py', 'zeit/format.py'],
    ['src/userCard.js', 'src/user_cards.js'],
    ['docs/user-guide.md', 'docs/user_guides.md'],
  ])('may be %s: %s', (path, guess) => {
    expect(isNearName(path, guess)).toBe(true);
  });

  it.each([
    ['tests/test_dates.py', 'tests/test_data.py'],
    ['src/b.ts', 'src/b.js'],
    ['src/read-csv.py', 'src/read_csv.py'],
    ['lib/test_a.py', 'tests/test_a.py'],
    ['bin/tool.py', 'bin/tool'],
    ['Dockerfile.dev', 'Dockerfile'],
    ['.env.example', '.env'],
    ['src/app.js.bak', 'src/app.js'],
    ['out/result.log', 'out/result'],
    ['src/class.js', 'src/clas.js'],
    ['src/format.css', 'src/form.css'],
    ['src/parser.js', 'src/parse.js'],
    ['a/b/c.py', 'a/c.py'],
  ])('is not %s: %s', (path, guess) => {
    expect(isNearName(path, guess)).toBe(false);
  });

  it('is none where it was said', () => {
    expect(isSaid('tests/test_dates.py', 'Put them into tests/test_dates.py.')).toBe(true);
    expect(isSaid('tests/test_dates.py', 'a file test_dates.py')).toBe(true);
    expect(isSaid('app/http', 'make app/http')).toBe(true);
    expect(isSaid('parser', 'name it `parser`')).toBe(true);
    expect(isSaid('app/http', 'a small HTTP client')).toBe(false);
    expect(isSaid('a.js', 'see data.js and a.json')).toBe(false);
  });

  it('is taken for the only changed file that is near, and each file once', () => {
    const change = (operation: FileChange['operation'], path: string): FileChange => ({
      ...{ operation, path, additions: 1, deletions: 0, binary: false },
    });
    const changes = [change('create', 'tests/test_date.py'), change('modify', 'lib/books.py')];
    expect(nearTo('tests/test_dates.py', { changes, asked: 'Test it.' })).toBe('tests/test_date.py');
    expect(nearTo('book.py', { changes, asked: 'Mend it.' })).toBe('lib/books.py');
    expect(nearTo('tests/test_dates.py', { changes, asked: 'Write test_dates.py.' })).toBeUndefined();
    expect(nearTo('tests/test_dates.py', { changes, asked: '' }, new Set(['tests/test_date.py']))).toBeUndefined();
    const two = [...changes, change('create', 'tests/date_test.py')];
    expect(nearTo('tests/test_dates.py', { changes: two, asked: '' })).toBeUndefined();
    expect(nearTo('a.txt', { changes: [change('create', 'out/a.txt')], asked: '' })).toBeUndefined();
  });

  it('stands where it was said to though the plan has given it a folder', () => {
    const changes: FileChange[] = [
      { operation: 'create', path: 'style.css', additions: 1, deletions: 0, binary: false },
    ];
    const near = (asked: string): string | undefined => nearTo('css/style.css', { changes, asked });
    expect(near('Move the styles into style.css, please.')).toBe('style.css');
    expect(near('Move the styles into css/style.css.')).toBeUndefined();
    expect(near('Move the styles into a file of their own.')).toBeUndefined();
  });

  it('is taken for the only test file beside it that has changed', () => {
    const change = (path: string): FileChange => ({
      ...{ operation: 'create', path, additions: 1, deletions: 0, binary: false },
    });
    const changes = ['app/migrate.py', 'tests/__init__.py', 'tests/test_migrate.py'].map(change);
    const near = (guess: string, of = changes, asked = 'Write tests.'): string | undefined =>
      nearTo(guess, { changes: of, asked });
    expect(near('tests/test_migrations.py')).toBe('tests/test_migrate.py');
    expect(near('tests/test_migrations.py', changes, 'Put them into test_migrations.py.')).toBeUndefined();
    expect(near('tests/test_migrations.py', [...changes, change('tests/test_setup.py')])).toBeUndefined();
    expect(near('tests/unit/test_migrations.py')).toBeUndefined();
    expect(near('tests/migrations.test.js')).toBeUndefined();
    expect(near('app/migrations.py')).toBeUndefined();
  });

  it('costs what its length does', () => {
    assertLinear((text) => isNearName(`${text}.js`, `${text}s.js`), 'a_', 2000);
    assertLinear((text) => isNearName(text, text), 'a.', 2000);
    assertLinear((text) => isSaid('a/b.js', text), 'a/b.jsx ', 2000);
  });
});
