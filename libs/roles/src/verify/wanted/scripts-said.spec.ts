import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { scriptProblem, scriptsSaid } from './scripts-said.js';

const CREATE = 'Create package.json with the name "shop" and a test script that runs "node test.js".';
const problem = (told: string, scripts: object): string | null =>
  scriptProblem(scriptsSaid(told), JSON.stringify({ name: 'shop', scripts }));

describe('a script of a package', () => {
  it.each([
    [CREATE, { start: 'node test.js' }, 'the script "test" is not there, and is to run "node test.js"'],
    [CREATE, { test: 'node tests.js' }, 'the script "test" runs "node tests.js", and is to run "node test.js"'],
    [
      'Add a script named "lint:fix" that runs `eslint --fix .` to package.json',
      { lint: 'eslint --fix .' },
      '"lint:fix" is not',
    ],
  ])('is another one: %s %j', (told, scripts, fault) => {
    expect(problem(told, scripts)).toContain(fault);
  });

  it.each([
    [CREATE, { test: 'NODE_ENV=test  node test.js' }],
    ['Add a shell script that runs "node test.js" and name it in package.json.', {}],
    ['Add a test script that runs "node test.js" to deno.json.', {}],
    ['Add a test script to package.json.', {}],
  ])('is that one, or nobody knows: %s %j', (told, scripts) => {
    expect(problem(told, scripts)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(scriptsSaid, 'a test script that runs ', 5000, { start: 'package.json ' });
    assertLinear(scriptsSaid, 'a "b" script ', 5000, { start: 'package.json ' });
  });
});
