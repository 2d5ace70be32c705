import { describe, expect, it } from 'vitest';
import { toldOfIn } from './documented.js';

describe('a document that is to tell how scripts are run', () => {
  it.each<[string, string, string[]]>([
    ['document in README.md how to run scripts/a.sh and scripts/b.sh', 'README.md', ['scripts/a.sh', 'scripts/b.sh']],
    ['Describe how to start server.js in docs/use.md.', 'docs/use.md', ['server.js']],
    ['explain in README.md, how to call a.sh, b.sh, and c.sh', 'README.md', ['a.sh', 'b.sh', 'c.sh']],
  ])('%s', (told, path, scripts) => {
    expect(toldOfIn(told)).toEqual([{ path, scripts }]);
  });

  it.each(['Document how to run the tests in README.md', 'Run a.sh and write README.md', 'describe a.sh'])(
    '%s: none',
    (told) => expect(toldOfIn(told)).toEqual([]),
  );
});
