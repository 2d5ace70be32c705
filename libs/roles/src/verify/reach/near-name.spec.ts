import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { isNearName, isSaid } from './near-name.js';

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

  it('costs what its length does', () => {
    assertLinear((text) => isNearName(`${text}.js`, `${text}s.js`), 'a_', 2000);
    assertLinear((text) => isNearName(text, text), 'a.', 2000);
    assertLinear((text) => isSaid('a/b.js', text), 'a/b.jsx ', 2000);
  });
});
