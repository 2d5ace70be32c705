import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { TIER_ONE_NAMES } from '#domain';

/*
 * The names by which checks can be left out, and which docs/checks.md tells, are those that the rules give their
 * results.
 */

const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(path))
  .map((path) => readFileSync(join(folder, path), 'utf8'));

/** Not by rules of tier 1, or what a rule says of a kind of file. */
const OTHERS = ['protected_files', 'broken_rule', 'verifier_trial', 'tests', 'documentation'];
const NAMED = /(?:\bname: |\bNAME = |\b(?:unasked|result|byProblem)\()(?:'([a-z_]+)'|`([a-z_]+) )/g;

it('are all in the list', () => {
  const given = new Set(sources.flatMap((text) => [...text.matchAll(NAMED)].map(([, name, first]) => name ?? first)));
  expect(given.size).toBeGreaterThan(100);
  expect([...given].filter((name) => !TIER_ONE_NAMES.includes(name ?? '') && !OTHERS.includes(name ?? ''))).toEqual([]);
});

it('are all given by some rule', () => {
  const all = sources.join('\n');
  // Of the syntax of a file another part speaks, which knows the language.
  const unused = TIER_ONE_NAMES.filter(
    (name) => name !== 'syntax' && !all.includes(`'${name}'`) && !all.includes(`\`${name} `),
  );
  expect(unused).toEqual([]);
});
