import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { oldOnesOf, oldOnesStay } from './old-ones-stay.js';

afterEach(removePlayed);

const TOLD = 'We need an index on customer_id. Put it into a new migration, do not touch the old ones.';
const OLD = { 'migrations/001.sql': 'CREATE TABLE a (\n  id INT\n);\n', 'schema.sql': 'x\n' };
const NEW = { 'migrations/002.sql': 'CREATE INDEX i ON a (customer_id);\n' };
const found = async (after: Files, told = TOLD): Promise<string> =>
  (await oldOnesStay(await viewOf(OLD, after), told)).map(({ detail }) => detail).join('; ');

describe('older ones beside a new one', () => {
  it('have lost something', async () => {
    const after = { ...OLD, 'migrations/001.sql': 'CREATE TABLE a (\n  id BIGINT\n);\n', ...NEW };
    expect(await found(after)).toBe('changed, and was to stay as it is beside the new migration: migrations/001.sql');
  });

  it.each<[string, Files]>([
    ['as they were', { ...OLD, ...NEW }],
    ['elsewhere', { ...OLD, 'schema.sql': 'y\n', ...NEW }],
    ['all there is', { ...OLD, 'migrations/001.sql': 'x\n' }],
  ])('are well: %s', async (_, after) => {
    expect(await found(after)).toBe('');
  });

  it.each([
    'Write a new test and change the existing ones.',
    'Write a new migration and a new test, do not touch the old ones.',
    'Write a new migration, do not touch the old tests.',
    'Do not touch the old ones. Write a new migration.',
  ])('are not certain: %s', (told) => {
    expect(oldOnesOf(told)).toBeNull();
  });
});
