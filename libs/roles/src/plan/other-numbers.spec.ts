import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { otherNumbers, otherNumbersText } from './other-numbers.js';
import { subtask } from './read-step.js';

const steps = (...texts: readonly string[]) =>
  texts.map((description, at) => subtask({ id: `step-${at + 1}`, description }));

describe('a plan with other numbers than the goal', () => {
  it.each<[string, string, string]>([
    ['Set the timeout in client.ini to 45 seconds.', 'Set the timeout in client.ini to 30 seconds.', 'timeout 30'],
    ['Change the port in conf.ini to 8080.', 'Change the port in conf.ini to 8081.', 'port 8081'],
    ['Set VERSION to "2.0.1" in app.py.', 'In app.py set VERSION to "2.1.0".', 'version 2.1.0'],
    ['Retry up to 1,500 times, with retries = 1500 in a.toml.', 'Set retries = 150 in a.toml.', 'retrie 150'],
  ])('is found: %s | %s', (goal, said, plan) => {
    const found = otherNumbers(steps(said), goal);
    expect(found.map((one) => one.plan)).toEqual([plan]);
  });

  it.each<[string, readonly string[]]>([
    ['Set the timeout to 45 seconds.', ['Set the timeout to 45 s.', 'Run the tests with a timeout of 60 seconds.']],
    ['Raise the timeout from 30 to 45 seconds.', ['Set the timeout, now 30, to 45 seconds.']],
    ['Set the limit to 5 MB.', ['Set the limit to 5242880 bytes.']],
    ['Set the timeout to 45 seconds.', ['Read client.ini, step 1 of 2.', 'Set the timeout as the goal says.']],
    ['Set the width to 10, and in wide.css the width to 20.', ['Set width to 15.']],
    ['Add a function that doubles its argument.', ['Add double(x); double(4) returns 8.']],
    ['Retry up to 1,500 times.', ['Retry up to 1500 times.']],
  ])('is not: %s | %j', (goal, said) => {
    expect(otherNumbers(steps(...said), goal)).toEqual([]);
  });

  it('names the step, and both numbers', () => {
    const found = otherNumbers(steps('Set the port to 81.'), 'Set the port to 80.');
    expect(otherNumbersText(found)).toContain('- "step-1" says port 81, and the goal port 80');
  });

  it('takes time in proportion to what is said', () => {
    assertLinear((text) => otherNumbers(steps(text), text), 'set the port to 80. ', 900);
    assertLinear((text) => otherNumbers(steps(`port 81 ${text}`), `port 80 ${text}`), 'port 1 ', 2500);
  });
});
