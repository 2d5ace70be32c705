import { describe, expect, it } from 'vitest';
import { bareCheck } from './bare-check.js';

describe('a check that hides how its command ends', () => {
  it.each([
    ['node check.js; echo "exit code: $?"', 'node check.js'],
    ['cd app && npm test ; echo done', 'cd app && npm test'],
    ['python3 -m pytest -q; true', 'python3 -m pytest -q'],
    ['CI=1 npm test; exit 0', 'CI=1 npm test'],
    ['node check.js || true; echo ok', 'node check.js'],
    ['node check.js || echo "failed"', 'node check.js'],
  ])('%s is %s', (check, bare) => {
    expect(bareCheck(check, 'node check.js succeeds.')).toBe(bare);
  });

  it.each([
    'node check.js',
    'grep -q TODO a.js; echo $?',
    'diff a b || true',
    'npm run lint || true',
    'test -f a.txt; echo $?',
    'node -e "a(); true"',
    'python3 -c "print(1); echo"',
    'echo ok',
    'node check.js; node other.js',
    'node check.js | tail -n 3',
  ])('%s stays as it is', (check) => {
    expect(bareCheck(check, 'node check.js succeeds.')).toBeNull();
  });
});
