import { describe, expect, it } from 'vitest';
import { bareCheck, isEndless } from './bare-check.js';

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

it.each<[string, boolean]>([
  ['tail -f app.log', true],
  ['tail -n 5 -f app.log', true],
  ['npm run dev', true],
  ['npm start', true],
  ['cd web && npx vite', true],
  ['python3 -m http.server 8000', true],
  ['docker compose up', true],
  ['npx vitest --watch', true],
  ['tail -n 5 app.log', false],
  ['npm run build', false],
  ['npx vite build', false],
  ['npm run dev & sleep 2 && curl -s localhost:3000', false],
  ['timeout 5 npm start', false],
  ['docker compose up -d', false],
  ['npm run test:dev', false],
  ['node watch.js', false],
  ['serve --version', false],
])('%s never comes to an end: %s', (check, endless) => {
  expect(isEndless(check)).toBe(endless);
});
