import { describe, expect, it } from 'vitest';
import type { FilesView } from '../stated/files-view.js';
import { testsAbout } from './tests-of-changes.js';

const runs = async (files: Record<string, string>, changed: string[]): Promise<string[]> => {
  const view = { there: Object.keys(files), text: (path: string) => Promise.resolve(files[path] ?? null) };
  const found = await testsAbout(new Set(changed), new Set(), view as unknown as FilesView);
  return found.map(({ command }) => command);
};

describe('a test without a runner', () => {
  const plain = "if (require('./sum.js')(2, 3) !== 5) process.exit(1);\n";

  it('is run as the script it is', async () => {
    expect(await runs({ 'sum.js': '', 'test.js': plain, 'sum.test.js': plain }, ['sum.js'])).toEqual([
      'node ./test.js && node ./sum.test.js',
    ]);
    expect(
      await runs({ 'calc.py': '', 'test_calc.py': 'import calc\nassert calc.add(1, 2) == 3\n' }, ['calc.py']),
    ).toEqual(['python3 -B ./test_calc.py']);
  });

  it.each([
    ['calls what a runner gives', "const assert = require('assert');\ntest('a', () => assert(require('./sum.js')));\n"],
    ['ends well whatever it finds', "console.log(require('./sum.js')(2, 3));\n"],
    ['is about something else', "if (require('./other.js')(2) !== 5) process.exit(1);\n"],
  ])('is not run where it %s', async (_, text) => {
    expect(await runs({ 'sum.js': '', 'test.js': text }, ['sum.js'])).toEqual([]);
  });
});
