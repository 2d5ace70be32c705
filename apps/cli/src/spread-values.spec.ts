import { expect, it } from 'vitest';
import { COMMANDS, GLOBAL_OPTIONS } from './catalogue.js';
import type { CommandSpec } from './command-spec.js';
import { spreadValues } from './spread-values.js';

const run = COMMANDS.find((spec) => spec.name === 'run') as CommandSpec;
const spread = (...words: string[]) => spreadValues(words, run, GLOBAL_OPTIONS);

it('gives several words to a repeatable option once the goal is there', () => {
  expect(spread('goal', '--context', 'a=1', 'b=2', '--detach')).toEqual([
    'goal',
    '--context',
    'a=1',
    '--context',
    'b=2',
    '--detach',
  ]);
});
it('does not swallow a goal that comes after the option', () => {
  expect(spread('--context', 'a=1', 'the goal')).toEqual(['--context', 'a=1', 'the goal']);
});
it('leaves values of other options and what follows -- alone', () => {
  expect(spread('goal', '--protect', 'a', '--workspace', 'w', '--', 'x')).toEqual([
    'goal',
    '--protect',
    'a',
    '--workspace',
    'w',
    '--',
    'x',
  ]);
});
