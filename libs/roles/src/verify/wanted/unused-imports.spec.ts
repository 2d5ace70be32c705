import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { cleansIn, unusedIn } from './unused-imports.js';

describe('imports that nothing uses', () => {
  it.each([
    ['Remove the unused imports from main.py.', 'main.py'],
    ['Please clean up all unused imports in src/a.ts', 'src/a.ts'],
    ['Remove the unused imports but os from main.py.', null],
    ['Remove unused imports from main.py and sort the rest.', null],
  ])('are to go from one file, and nothing else: %s', (told, path) => {
    expect(cleansIn(told)).toBe(path);
  });

  it.each<[string, string, string[]]>([
    ['a.py', 'import os\nimport re as r\nfrom b import (\n    c,\n    d as e,\n)\n\nprint(r.x, c)\n', ['os', 'e']],
    ['a.py', 'import os.path\n# os is used in "x"\n', []],
    ['a.py', 'from a import b\n__all__ = ["b"]\n', []],
    ['a.py', 'from a import b  # noqa: F401\n', []],
    ['a.py', 'try:\n    import a\n    HAS = True\nexcept ImportError:\n    HAS = False\n', []],
    ['a.ts', "import fs, { join as j } from 'node:fs';\nimport './x.css';\nj(1);\n", ['fs']],
    ['a.ts', "import { type A, b } from './a.js';\nlet x: A = b;\n", []],
    ['a.cjs', "const { a, b } = require('x');\nb(1);\n", ['a']],
    ['a.jsx', "import React from 'react';\nexport default () => <p />;\n", []],
  ])('are looked for in %s: %j', (path, text, names) => {
    expect(unusedIn(path, text)).toEqual(names);
  });

  it('are looked for in linear time', () => {
    assertLinear(cleansIn, 'the unused imports from ', 5000, { start: 'remove ' });
    for (const unit of ['import a\n', 'import {', 'from a import (', 'const {a, ', ' '])
      for (const path of ['a.py', 'a.ts']) assertLinear((text) => unusedIn(path, text), unit, 10_000);
  });
});
