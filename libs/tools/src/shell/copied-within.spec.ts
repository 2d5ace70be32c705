import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { folderCopies } from './copied-within.js';

describe('a folder that is copied', () => {
  it.each(['cp -r tpl app', 'cp -a ./tpl/ app/', 'mkdir -p app && cp -R tpl app', 'cp --recursive tpl app; ls app'])(
    'is seen: %s',
    (command) => {
      expect(folderCopies(command)).toEqual([{ source: 'tpl', target: 'app', within: 'app/tpl' }]);
    },
  );

  it.each([
    'cp tpl app',
    'cp -r tpl/. app',
    'cp -r tpl/* app',
    'cp -rT tpl app -T',
    'cp -r a b app',
    'cd site && cp -r tpl app',
    'cp -r "$a" app',
    'cp -r tpl .',
    'cp -r ../tpl app',
    'cp -r /tmp/tpl app',
    'echo cp -r tpl app',
  ])('is not where it is another thing, or nobody can tell: %s', (command) => {
    expect(folderCopies(command)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['cp -r a b; ', 'a/', 'cp -r ']) assertLinear(folderCopies, unit, 16_000 / unit.length);
  });
});
