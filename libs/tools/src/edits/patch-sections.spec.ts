import { describe, expect, it } from 'vitest';
import { patchSections } from './patch-sections.js';

const patch = (...lines: string[]): string => ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');

describe('sections of a patch', () => {
  it('are files to add, change and delete', () => {
    expect(
      patchSections(
        patch('*** Add File: a.py', '+x = 1', '+', '*** Update File: b.py', '-y', '+z', '', '*** Delete File: c.py'),
      ),
    ).toEqual([
      { kind: 'add', path: 'a.py', body: 'x = 1\n\n' },
      { kind: 'update', path: 'b.py', body: '@@\n-y\n+z' },
      { kind: 'delete', path: 'c.py', body: '' },
    ]);
  });

  it.each([
    ['no patch', 'x = 1'],
    ['a unified diff', '--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y'],
    ['nothing', patch()],
    ['text before the first file', patch('+x')],
    ['a file to move', patch('*** Update File: a', '*** Move to: b', '@@', '-x', '+y')],
    ['a line that is not added', patch('*** Add File: a', 'x')],
    ['an end that is missing', '*** Begin Patch\n*** Add File: a\n+x'],
  ])('%s is refused', (_, text) => {
    expect(patchSections(text)).toBeNull();
  });
});
