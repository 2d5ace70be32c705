import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { notImported } from './not-imported.js';

const PY = 'import os\nimport re\nimport sys\n\nprint(sys.argv, os.getcwd())\n';
const JS =
  "import fs from 'node:fs';\nimport { join, parse as read } from './paths.js';\n\nfs.rmSync(join(read('a')));\n";
const problem = (path: string, text: string, before: string | null, asked = 'Remove the unused imports.') =>
  notImported(path, text, before, asked);

describe('a module that code uses', () => {
  it.each<[string, string, string | null, string]>([
    ['a.py', 'import sys\n\nprint(sys.argv, os.getcwd())\n', PY, 'it still uses os, which it imports no more'],
    ['a.py', 'def f():\n    logging.info("x")\n', 'def f():\n    print("x")\n', 'it uses logging without an import'],
    ['a.py', 'print(json.dumps({}))\n', null, 'it uses json without an import of it'],
    ['a.py', 'x = f"{math.pi}"\n', null, 'it uses math'],
    ['a.py', 'print(load(1))\n', 'from b import (\n    load,\n    save as put,\n)\nprint(load(1), put(2))\n', 'load'],
    ['a.py', 'put(2)\n', 'from b import load, save as put\nput(2)\n', 'it still uses put'],
    ['a.py', 'np.zeros(1)\n', 'import numpy as np\nnp.zeros(1)\n', 'it still uses np'],
    ['a.mjs', JS.replace(/^.*\n/, ''), JS, 'it still uses fs, which it imports no more'],
    ['a.ts', JS.replace('join, ', ''), JS, 'it still uses join'],
    ['a.ts', JS.replace(', parse as read', ''), JS, 'it still uses read'],
    ['a.cjs', 'run(path.sep);\n', "const path = require('path');\nrun(path.sep);\n", 'it still uses path'],
    ['a.cjs', 'run(sep);\n', "const { sep } = require('path');\nrun(sep);\n", 'it still uses sep'],
    ['a.ts', 'export const f = { join };\n', JS, 'it still uses join'],
    ['a.py', 'x = [load]\n', 'from b import load\n\nx = [load]\n', 'it still uses load'],
    [
      'a.py',
      'def new():\n    return 2\n\n\nprint(old(), new())\n',
      'def old():\n    return 1\n\n\nprint(old())\n',
      'old, which it defines no more',
    ],
  ])('is not imported: %s %j', (path, text, before, fault) => {
    expect(problem(path, text, before)).toContain(fault);
  });

  it.each<[string, string, string | null, string?]>([
    ['a.py', PY.replace('import re\n', ''), PY],
    ['a.py', 'from os import *\nfrom sys import *\n\nprint(sys.argv, os.getcwd())\n', PY],
    ['a.py', 'import os.path\nprint(os.path.sep)\n', null],
    ['a.py', 'import os as o, sys\nprint(sys.argv)\n', PY],
    ['a.py', 'try:\n    import json\nexcept ImportError:\n    import simplejson as json\nprint(json.dumps(1))\n', null],
    ['a.py', 'def f(time):\n    return time.hour\n', null],
    ['a.py', 'for re in things:\n    print(re.name)\n', null],
    ['a.py', 'with open("x") as csv:\n    csv.read()\n', null],
    ['a.py', 'from datetime import datetime, time\nprint(time.min, datetime.now())\n', null],
    ['a.py', 'self.json.dumps(1)\n# os.getcwd()\nx = "sys.argv"\n', null],
    ['a.py', 'def main():\n    import os\n    print(os.sep)\n', null],
    ['a.py', 'class A:\n    random: int\n    def f(self, copy=None):\n        return copy.x\n', null],
    // It lacked it before.
    ['a.py', 'print(os.sep, 2)\n', 'print(os.sep)\n'],
    ['a.mjs', JS.replace("fs.rmSync(join(read('a')))", "join(read('a'))").replace(/^.*\n/, ''), JS],
    ['a.ts', "import { rmSync as fs, join, read } from './all.js';\nfs(join(read('a')));\n", JS],
    ['a.js', 'fetch(1);\nReact.x();\n', "import fetch from 'node-fetch';\nimport React from 'react';\nfetch(1);\n"],
    ['a.js', 'class A {\n  load() {}\n}\nnew A().load();\n', "import { load } from './b.js';\nload();\n"],
    ['a.js', 'const f = ({ join }) => join(1);\n', "import { join } from './b.js';\njoin();\n"],
    ['a.js', 'join(1);\n', "import { join } from './b.js';\njoin(1);\n", 'Use the globals of the page.'],
    ['a.ts', 'let a: A;\ndeclare class A {}\n', "import { type A } from './b.js';\nlet a: A;\n"],
    [
      'a.js',
      'const getUser = 1;\nmodule.exports = { get_user: getUser };\n',
      'function get_user() {}\nmodule.exports = { get_user };\n',
    ],
    ['a.py', 'from b import old\n\nprint(old())\n', 'def old():\n    return 1\n\n\nprint(old())\n'],
    [
      'a.py',
      'class A:\n    def old(self):\n        return 1\n\n\nprint(A().old())\n',
      'def old():\n    return 1\n\n\nprint(old())\n',
    ],
    ['a.ts', "import { Old } from './old.js';\nnew Old();\n", 'class Old {}\nnew Old();\n'],
    ['a.js', 'old();\n', 'function old() {}\nold();\n'],
    ['a.py', 'def f(a: int, json: dict):\n    return json.get(1)\n', null],
    [
      'a.py',
      'def f(\n    a: int,\n    *, re: Pattern[str] | None = None,\n) -> int:\n    return re.match("x")\n',
      null,
    ],
    ['a.ts', 'export const f = async <A>(x: A, join: B): Promise<A> => await join(x);\n', JS],
    ['a.ts', 'export const f = (x: A, ...join: B[]) => join.map(x);\n', JS],
    ['a.ts', 'export const f = rows.map(([a, { fs }]) => fs.rm(a));\n', JS],
    ['a.ts', 'export const f = `${rows.map((fs) => `<${fs}>${fs.a}`)}`;\n', JS],
    ['a.ts', 'export const f = "a".\n  join(1);\n', JS],
    ['a.ts', 'for (const { fs } of rows) show(fs);\nexport {};\n', JS],
    ['a.ts', "import * as fs from 'node:fs';\nfs.rmSync('a');\n", JS],
    ['a.ts', 'export type F<join extends A> = join[];\n', JS],
    ['a.py', 'def f(a, *json, **re):\n    return json.get(re.x)\n', null],
    ['a.py', 'x = sorted(a, key=lambda b, re=1: re.x)\n', null],
    ['a.py', 'print([re.x for a, re in rows])\n', null],
    ['a.py', 'x = [\n    re.x for\n    re in rows\n    if re]\n', null],
    ['a.py', 'print(f"{x:time.y} {x!r:os.x}")\n', null],
    ['a.py', 'show(a).\\\n    json.x()\n', null],
    ['a.py', 'match a:\n    case B(json, re=sys):\n        print(json.x, sys.y)\n', null],
    ['a.py', 'from b import (  # (of b)\n    json,\n)\njson.x()\n', null],
    ['a.tsx', 'export const X = () => <p>join(1) or fs.rm</p>;\n', JS],
    ['a.ts', 'export function f(\n  x: A,\n  join: B,\n): string {\n  return join(1);\n}\n', JS],
    ['a.ts', 'export const f = (g: (y: string) => void, join: B) => join(1);\n', JS],
    ['a.ts', 'export interface F {\n  x: string; join(a: number): void;\n}\n', JS],
    ['a.ts', 'export class X {\n  a = 1; get fs() { return 1; }\n}\n', JS],
    ['a.ts', "export { join } from './a.js';\njoin(1);\n", JS],
    ['a.go', 'fmt.Println(1)\n', 'import "fmt"\nfmt.Println(1)\n'],
  ])('is bound, or nobody knows: %s %j', (path, text, before, asked) => {
    expect(problem(path, text, before, asked)).toBeNull();
  });

  it('is looked for in linear time', () => {
    const read = (path: string) => (text: string) => problem(path, text, text);
    assertLinear(read('a.py'), 'import os\nos.x\n', 2000);
    assertLinear(read('a.py'), 'from a import (b, ', 4000);
    assertLinear(read('a.py'), 'json.', 8000);
    assertLinear(read('a.js'), "import { a } from './b.js'\n", 2000);
    assertLinear(read('a.js'), 'import a, ', 4000);
    assertLinear(read('a.js'), 'const {a ', 4000);
    assertLinear(read('a.js'), ' ', 20_000);
    for (const unit of ['(a', '[{', 'a)', 'f(a, ', 'f({ a', '{', ')'])
      assertLinear((text) => problem('a.ts', text, "import { a } from 'a';\n"), unit, 12_000 / unit.length);
    for (const unit of ['lambda a, ', 'for a, ', 'case a', 'import a, \\\n', 'from a import (', '"""\\'])
      assertLinear((text) => problem('a.py', text, 'import a\n'), unit, 12_000 / unit.length);
  });
});
