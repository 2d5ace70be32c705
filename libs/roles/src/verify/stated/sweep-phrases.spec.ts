import { describe, expect, it } from 'vitest';
import { stated } from './facts.js';

const swept = (told: string) =>
  stated(told).facts.flatMap((fact) => (fact.kind === 'swept' ? [[fact.text, fact.as, fact.reach] as const] : []));
const reach = (paths: string[], folder: string | null = null) => ({ paths, types: [], folder });

describe('calls that are to become others', () => {
  it.each([
    ['Replace all print calls in main.py with logging.info.', 'print', reach(['main.py'])],
    ['Replace all print() calls with logger.debug calls in app.py and lib.py', 'print', reach(['app.py', 'lib.py'])],
    ['Convert the require calls in app.js to import statements.', 'require', reach(['app.js'])],
    ['Convert all console.log statements to logger.info', 'console.log', reach([])],
    ['Replace every fetch call in src/ with axios.get', 'fetch', reach([], 'src')],
  ])('are left nowhere: %s', (told, name, where) => {
    expect(swept(told)).toEqual([[name, 'code', where]]);
  });

  it.each([
    'Replace the print call in a.py with a log call.',
    'Replace all print calls but the last in a.py with logging.info.',
    'Do not replace the print calls in a.py with logging.info.',
  ])('may be some of them: %s', (told) => {
    expect(swept(told)).toEqual([]);
  });
});

describe('a plain word', () => {
  it('is swept where each of its occurrences is spoken of', () => {
    const told = 'Replace all occurrences of colour with color in docs/.';
    expect(swept(told)).toEqual([['colour', 'text', reach([], 'docs')]]);
    expect(swept('Replace colour with color in docs/.')).toEqual([]);
  });
});
