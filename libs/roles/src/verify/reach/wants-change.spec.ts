import { describe, expect, it } from 'vitest';
import { stated } from '../stated/facts.js';
import { goalUntouched, wantsChange } from './wants-change.js';

/* The natural ways of asking for work that must pass, and the work the check is there for. */

describe('whether a goal can be reached without a change', () => {
  it.each([
    'What does this project do?',
    'Run the tests.',
    'Make sure that all tests pass.',
    'Explain how the parser works.',
    'Check whether the docs are up to date.',
    'Build the project.',
    'Create a database for the shop.',
    'Create the folder docs.',
    'Set up a virtual environment.',
    'Update the dependencies.',
    'List the largest files.',
    'Find the bug in a.py.',
    'Install the packages.',
    'Verify that a.txt holds "x".',
    'Write me a summary of the code.',
    'Review the last commit.',
    'format the code with prettier',
    'fix any lint errors',
    'Update README.md if needed',
    'fix the errors of a.py if you find some',
    'Update the docs if something is out of date',
    'write a haiku about autumn',
    "translate 'good morning' to German",
    'convert 10 miles to km',
    'extract all email addresses from data.txt and tell me',
    'sort the imports and remove unused ones',
    'In app.py the function f fails: why?',
    'In app.py find every call of f.',
    'Let me know what app.py does.',
    'a.json needs to be valid',
    'app.py should have no print statements',
  ])('perhaps: %s', (goal) => {
    expect(wantsChange(goal)).toBe(false);
  });

  it.each([
    'calc.js needs a mul(a, b) too, exported like the others',
    'todo.txt should get two more lines at the end',
    'README.md lacks a licence',
    'Add input validation to the sign-up form.',
    'Write a small Python script that prints the first ten primes.',
    '[T-1] Make the greeting in greet.py friendlier.',
    'Please fix the crash on empty input.',
    'In a.py, rename f to g.',
    'Implement a command line tool.',
    'Build a small converter.',
    'Translate README.md into German.',
    'Implement pagination.',
    'Translate the docs into German.',
    'Convert data.csv to JSON.',
    'In app.py let greet() say Hi in place of Hello.',
    'In jobs.json set the state of job 7 to "closed".',
    'In the file README.md correct the spelling of "recieve".',
    'Raise the timeout in app.toml to 30.',
    'Set the version in pkg/VERSION to 2.',
    'Overwrite settings.env with the content of defaults.env.',
    'Tick off "water plants" in todo.md.',
  ])('no: %s', (goal) => {
    expect(wantsChange(goal)).toBe(true);
  });
});

it('tells with a goal that nothing was changed for why that is so', () => {
  const goal = 'Set LIMIT to 20 in conf.py.';
  const [check] = goalUntouched(
    stated(goal),
    goal,
    [],
    false,
    'the last call of write_file failed: it leaves out code',
  );
  expect(check?.detail).toContain('no file was changed: the last call of write_file failed: it leaves out code');
});
