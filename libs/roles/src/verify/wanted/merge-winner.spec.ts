import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { mergeProblem, mergeWinnerIn } from './merge-winner.js';

describe('two files that are merged', () => {
  it.each<[string, string | null]>([
    ['Merge a.json and b.json into c.json. Values of b.json win.', 'b.json'],
    ['Merge a.json and b.json into c.json; values of b win.', 'b.json'],
    ['Merge a.json and b.json into c.json, b.json wins on conflicts.', 'b.json'],
    ['Merge a.json with b.json into c.json. On conflict, b.json takes precedence.', 'b.json'],
    ['Merge a.json and b.json into c.json, where both have a key keep the value from a.json.', 'a.json'],
    ['Merge a.json and b.json into c.json. If both have a key, use the value of b.json.', 'b.json'],
    ['Merge a.yaml and b.yaml into c.yaml, with the values of a.yaml taking precedence.', 'a.yaml'],
    ['Merge base.json and local.json into config.json. Settings in local override.', 'local.json'],
    ['Merge b.json into a.json, existing values stay.', 'a.json'],
    ['Merge b.json into a.json without overwriting existing keys.', 'a.json'],
    ['Merge b.json into a.json. b.json overrides a.json.', 'b.json'],
    ['Merge a.json and b.json into c.json; the second one wins.', 'b.json'],
    ['Merge a.json and b.json into c.json. Prefer a.json.', 'a.json'],
    ["Merge a.json and b.json into c.json, b.json's values have priority.", 'b.json'],
    ['Merge a.json and b.json and save the result as c.json. Values of b.json win.', 'b.json'],
    ['Merge a.json with b.json, values of b.json win, and write the result to c.json.', 'b.json'],
    ['Create c.json by merging a.json and b.json, where b.json wins.', 'b.json'],
    ['Merge a.json and b.json into c.json, giving priority to b.json.', 'b.json'],
    ['Merge a.json and b.json into c.json, but b.json wins.', 'b.json'],
    ['Merge b.json over a.json into c.json.', 'b.json'],
    ['Merge a.json and b.json into c.json, b.json wins, but keep the port of a.json.', null],
    ['Merge a.json and b.json into c.json under the keys a and b. b wins.', null],
    ['Merge a.json and b.json into c.json. If the values differ, keep both.', null],
    ['Merge a.json and b.json into c.json.', null],
    ['Merge a.json and b.json into c.json. b.json must not override a.json.', null],
    ['Merge a.json and b.json into c.json, the newer value wins.', null],
    ['Merge a.json and b.json into c.json. b.json wins except for the port.', null],
    ['Merge a.csv and b.csv into c.csv. b.csv wins.', null],
    ['Merge a.json and b.json into c.json, b.json wins. Then set debug to true.', null],
    ['Write a script that merges a.json and b.json into c.json, b.json wins.', null],
    ['Write a script to merge a.json and b.json into c.json, b.json wins.', null],
    ['Merge a.json and b.json into c.json, a key may be in both.', null],
    ['The program merges a.json and b.json.', null],
  ])('have one that wins: %s', (told, winner) => {
    expect(mergeWinnerIn(told)?.winner ?? null).toBe(winner);
  });

  const merge = { winner: 'b.json', others: ['a.json'], to: 'c.json' };
  const [a, b] = [
    { port: 1, host: 'x', log: { level: 'info', file: 'l' }, tags: ['t'] },
    { port: 2, log: { level: 'debug' }, tags: ['u'], on: true },
  ];

  it.each<[unknown, string]>([
    [{ ...b, ...a }, '1 for "port"'],
    [{ ...a, port: 2, on: true }, 'for "log.level"'],
    [{ ...a, ...b, tags: ['t'] }, 'for "tags"'],
    [{ ...b, host: undefined, on: false }, 'for "on"'],
    [b, 'lacks "host"'],
    [{ ...a, port: 2, log: b.log, tags: b.tags }, 'lacks "on"'],
  ])('is told of: %j', (result, problem) => {
    expect(mergeProblem(merge, b, [a], result)).toContain(problem);
  });

  it.each<[unknown]>([
    [{ ...a, ...b }],
    [{ ...a, ...b, log: { level: 'debug', file: 'l' } }],
    [{ ...a, ...b, tags: ['t', 'u'] }],
    [{ ...a, ...b, port: '2' }],
    [[a, b]],
    ['text'],
  ])('may be right: %j', (result) => {
    expect(mergeProblem(merge, b, [a], result)).toBeNull();
  });

  it('are looked for in linear time', () => {
    for (const unit of ['merge a.json and ', 'b.json wins ', 'values of ', 'prefer the '])
      assertLinear(mergeWinnerIn, unit, 16_000 / unit.length, { start: 'Merge a.json and b.json into c.json, ' });
  });
});
