import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { definitionsNamed, leftAlone, leftAsItIs } from './left-as-it-is.js';

afterEach(removePlayed);

const RATES = 'def vat():\n    return 0.16\n\n\ndef reduced():\n    return 0.16\n';
const SCRIPT =
  'export function vat() {\n  return 0.16;\n}\n\nexport function reduced(a = {}) {\n  return { rate: 0.16 };\n}\n\nexport const none = () => 0.16;\nconsole.log(reduced());\n';

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await leftAsItIs(files, told)).map(({ detail }) => detail).join();
};

describe('what is to stay as it is', () => {
  it.each([
    ['In rates.py let vat() return 0.19. Leave reduced() as it is.', ['reduced']],
    ['Set PORT to 1 and keep HOST unchanged.', ['HOST']],
    ['Let vat() return 0.19, but leave reduced() as it is.', ['reduced']],
    ['Do not touch `reduced()` or the class Rate.', ['reduced', 'Rate']],
    ['Change a. Rate.of and b stay as they are.', ['Rate.of', 'b']],
    ['Ändere a(). Lass b() unverändert.', ['b']],
  ])('is called by its name: %s', (told, names) => {
    expect(leftAlone(told).map(({ name }) => name)).toEqual(names);
  });
  it.each([
    'Keep foo() but make it faster.',
    'Leave reduced() as it is except for its name.',
    'Do not change the signature of reduced().',
    'Keep the file small.',
  ])('is not what may change in part: %s', (told) => {
    expect(leftAlone(told).filter(({ name }) => /^(?:foo|reduced)$/.test(name))).toEqual([]);
  });

  const LEAVE = 'Let vat() return 0.19. Leave reduced() as it is.';
  it.each<[string, Files, Files]>([
    [LEAVE, { 'rates.py': RATES }, { 'rates.py': RATES.replaceAll('0.16', '0.19') }],
    [LEAVE, { 'rates.ts': SCRIPT }, { 'rates.ts': SCRIPT.replaceAll('0.16', '0.19') }],
    [
      'Let vat() return 0.19. `none` stays the same.',
      { 'a.js': SCRIPT },
      { 'a.js': SCRIPT.replaceAll('0.16', '0.19') },
    ],
    ['Set PORT to 1. Leave HOST alone.', { '.env': 'PORT=2\nHOST=a\n' }, { '.env': 'PORT=1\nHOST=b\n' }],
    [
      'Set a.x to 1. Do not change b.x.',
      { 'c.json': '{"a":{"x":2},"b":{"x":2}}' },
      { 'c.json': '{"a":{"x":1},"b":{"x":1}}' },
    ],
  ])('has changed: %s', async (told, before, after) => {
    expect(await found(told, before, after)).toContain('was to stay as it is');
  });
  it.each<[string, Files, Files]>([
    [LEAVE, { 'rates.py': RATES }, { 'rates.py': RATES.replace('0.16', '0.19') }],
    [LEAVE, { 'rates.py': RATES }, { 'rates.py': `import os\n\n${RATES.replace('\n\n\n', '\n\n')}` }],
    [LEAVE, { 'rates.ts': SCRIPT }, { 'rates.ts': SCRIPT.replace('0.16', '0.19') }],
    [LEAVE, { 'rates.ts': SCRIPT }, { 'rates.ts': SCRIPT.replace('log(reduced())', 'log(reduced({ a: 1 }))') }],
    ['Rename vat to tax. Leave reduced() as it is.', { 'a.py': RATES }, { 'a.py': RATES.replace('0.16', 'tax()') }],
    [
      LEAVE,
      { 'a.js': "import { reduced } from './b.js';\nfunction vat() {\n  return reduced() ? { a: 1 } : { b: 1 };\n}\n" },
      { 'a.js': "import { reduced } from './b.js';\nfunction vat() {\n  return reduced() || { a: 2 };\n}\n" },
    ],
    ['Do not touch main.', { 'a.py': 'def main():\n    pass\n' }, { 'a.py': 'def main():\n    run()\n' }],
    ['Split it up; leave reduced() as it is.', { 'a.py': RATES }, { 'a.py': 'x = 1\n', 'b.py': RATES }],
    ['Set PORT to 1. Leave HOST alone.', { '.env': 'PORT=2\nHOST=a\n' }, { '.env': 'HOST=a\nPORT=1\n' }],
    [
      'Set x to 1. Leave x of b as it is.',
      { 'c.json': '{"a":{"x":2},"b":{"x":2}}' },
      { 'c.json': '{"a":{"x":1},"b":{"x":2}}' },
    ],
  ])('has not changed: %s', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });

  it('is found whole', () => {
    expect(definitionsNamed('a.ts', SCRIPT, 'reduced')).toEqual([
      'export function reduced(a = {}) {\nreturn { rate: 0.16 };\n}',
    ]);
    expect(definitionsNamed('a.ts', SCRIPT, 'none')).toEqual(['export const none = () => 0.16']);
    expect(
      definitionsNamed('a.py', `class A:\n    def b(\n        self,\n    ):\n        pass\n${RATES}`, 'b'),
    ).toEqual(['def b(\nself,\n):\npass']);
    expect(definitionsNamed('a.go', 'func a() int {\n\treturn 1\n}\nvar b = a()\n', 'a')).toHaveLength(1);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['leave a and ', 'do not change a, ', 'keep the function ', 'a.b stays ', 'lass '])
      assertLinear(leftAlone, unit, 4000);
    for (const unit of ['a(', 'a = (', 'class a ', 'a<', 'a()\n', 'a => '])
      assertLinear((text) => definitionsNamed('a.ts', text, 'a'), unit, 4000);
  });
});
