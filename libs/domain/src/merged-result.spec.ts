import { expect, it } from 'vitest';
import { afterMerge, goesFirst, pathsThatMatter } from './index.js';

it('lets what programs leave behind come in beside a verified result', () => {
  const droppings = ['server.log', 'logs/a/b.LOG', '.src/main.ts.swp', 'nohup.out', 'src/main.ts~', 'run/app.pid'];
  expect(pathsThatMatter(['src/main.ts'], droppings)).toEqual([]);
});

it('holds every other change for one that could matter', () => {
  const others = ['src/main.ts', 'README.md', 'package.json', 'log', 'changelog', 'app.log.ts', 'nohup.out/x', 'a b'];
  expect(pathsThatMatter(['src/other.ts'], others)).toEqual(others);
  expect(pathsThatMatter(['app.log'], ['app.log'])).toEqual(['app.log']);
  expect(pathsThatMatter([], ['test/fixtures/input.log', 'data/x.tmp'])).toEqual([
    'test/fixtures/input.log',
    'data/x.tmp',
  ]);
});

it('verifies a few merges, lets the result go first, and then asks', () => {
  const rounds = [0, 1, 2, 3, 4, 5];
  expect(rounds.map(afterMerge)).toEqual(['verify', 'verify', 'verify', 'verify', 'ask', 'ask']);
  expect(rounds.map(goesFirst)).toEqual([false, false, true, true, true, true]);
});
