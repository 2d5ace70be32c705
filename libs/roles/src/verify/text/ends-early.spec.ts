import { describe, expect, it } from 'vitest';
import { endsEarly } from './ends-early.js';

const early = (path: string, before: string | null, now: string, asked = 'Fix add.') =>
  endsEarly(path, now, before, asked);
const JS = 'exports.add = (a, b) => a - b;\n';
const PY = 'def add(a, b):\n    return a - b\n';
const SH = 'set -e\nrun_tests\n';

describe('a file', () => {
  it.each<[string, string, string]>([
    ['add.js', JS, `process.exit(0);\n${JS}`],
    ['test.js', "const a = require('./a');\nassert(a);\n", "const a = require('./a');\nprocess.exit()\nassert(a);\n"],
    ['add.py', PY, `import sys\nsys.exit(0)\n${PY}`],
    ['add.py', PY, `import os\nos._exit(0)\n${PY}`],
    ['add.py', PY, `raise SystemExit\n${PY}`],
    // However many blanks somebody writes.
    ['add.py', PY, `import sys\nsys.exit(${' '.repeat(40)}0)\n${PY}`],
    ['test.sh', SH, `set -e\nexit 0\nrun_tests\n`],
  ])('%s ends before its end', (path, before, now) => {
    expect(early(path, before, now)).toMatch(/ends the program/);
  });

  it.each<[string, string | null, string, string?]>([
    ['add.js', JS, `${JS}if (done) {\nprocess.exit(0);\n}\nrun();\n`],
    ['add.js', JS, `${JS}run();\nprocess.exit(0);\n`],
    ['add.js', JS, `${JS}main().then(() => {\nprocess.exit(0);\n});\nfoo();\n`],
    ['add.js', JS, `${JS}// process.exit(0);\nconst t = \`\nprocess.exit(0);\n\`;\nrun(t);\n`],
    ['add.js', JS, `process.exit(1);\n${JS}`],
    ['add.js', JS, `process.exit(0);\n${JS}`, 'Make add.js exit at once.'],
    ['cli.js', null, `run();\nprocess.exit(0);\nfunction run() {}\n`],
    ['cli.js', `process.exit(0);\n${JS}`, `process.exit(0);\n${JS}\n`],
    ['add.js', JS, `${JS}run();\nprocess.exit(0);\nfunction run() {\n  add();\n}\n`],
    ['run.sh', SH, `[ -z "$1" ] &&\nexit 0\nrun_tests\n`],
    ['add.py', PY, `${PY}\n\nif __name__ == "__main__":\n    sys.exit(0)\n\nX = 1\n`],
    ['add.py', PY, `${PY}\nsys.exit(main())\nX = 1\n`],
    ['add.py', PY, `"""\nsys.exit(0)\n"""\n${PY}`],
    ['run.sh', SH, `usage() {\nexit 0\n}\nset -e\nrun_tests\n`],
    ['run.sh', SH, `if [ -z "$1" ]; then\nexit 0\nfi\nrun_tests\n`],
    ['run.sh', SH, `case "$1" in\n-h)\nexit 0\n;;\nesac\nrun_tests\n`],
    ['run.sh', SH, `cat > x.sh <<'EOF'\nexit 0\nEOF\nrun_tests\n`],
    ['run.sh', SH, `${SH}exit 0\n`],
  ])('%s may end as it does', (path, before, now, asked) => {
    expect(early(path, before, now, asked)).toBeNull();
  });
});
