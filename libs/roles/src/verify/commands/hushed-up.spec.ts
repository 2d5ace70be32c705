import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { hushedUp } from './hushed-up.js';

const fault = (told: string, added: string, removed = ''): string | undefined =>
  hushedUp(new Map([['a.py', { added: added.split('\n'), removed: removed.split('\n') }]]), told).find(
    ({ passed }) => !passed,
  )?.detail;

describe('a fault', () => {
  it.each([
    ['Fix the type error in total.ts.', '  // @ts-ignore'],
    ['Resolve all mypy errors.', 'x = f()  # type: ignore'],
    ['Fix the lint warnings.', '/* eslint-disable */'],
    ['main.py ends with KeyError: "name". Fix it.', '    except KeyError:\n        pass'],
    ['Fix the TypeError in a.js.', 'try {\n  f();\n} catch (error) {}'],
    ['Fix the ValueError.', 'except Exception: pass'],
  ])('that is to be mended is hushed up: %s', (told, added) => {
    expect(fault(told, added)).toMatch(/hushes it up|does nothing/);
  });

  it.each([
    ['Fix the type error in total.ts.', '  return Number(x);'],
    ['Silence the type error in total.ts for now.', '  // @ts-ignore'],
    ['Fix the type error in total.ts.', '  // @ts-ignore', '// @ts-ignore'],
    ['Add a parser.', 'x = f()  # type: ignore'],
    ['Fix the FileNotFoundError when config.json is missing.', 'except FileNotFoundError:\n    pass'],
    ['Fix the KeyError: records without a name are to be skipped.', 'except KeyError:\n    pass'],
    ['Fix the KeyError in main.py.', 'except OSError:\n    pass'],
    ['Fix the KeyError in main.py.', 'except KeyError:\n    name = "?"'],
    ['Fix main.py.', 'except KeyError:\n    pass'],
  ])('is not: %s', (told, added, removed?: string) => {
    expect(fault(told, added, removed)).toBeUndefined();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['except ', '    ', 'catch (', 'catch {\n', '# type: ', 'fix '])
      assertLinear((text) => fault(`Fix the KeyError ${text}`, text), unit, 20_000 / unit.length);
  });
});
