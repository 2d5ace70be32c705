import { afterEach, describe, expect, it } from 'vitest';
import { stated } from '../stated/facts.js';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { toldAsSet } from './told-values.js';

afterEach(removePlayed);
const TOLD = 'Set the timeout in config.toml to 30 and say in README.md what the timeout is.';
const BEFORE: Files = { 'config.toml': 'timeout = 10\n', 'README.md': '# Fetcher\n' };
const faults = async (line: string, path = 'README.md'): Promise<string> => {
  const view = await viewOf(BEFORE, { ...BEFORE, [path]: `${BEFORE[path] ?? ''}\n${line}\n` });
  return (await toldAsSet(view, stated(TOLD), TOLD)).map(({ detail }) => detail).join();
};

describe('a document that speaks of a value which the goal sets', () => {
  it('says that value', async () => {
    expect(await faults('The timeout is 60 seconds.')).toContain('timeout is to be 30 in config.toml');
  });

  it.each([
    'The timeout is 30 seconds.',
    'The timeout is 30,000 ms.',
    'The timeout was 10 and is 30 now.',
    'It retries 5 times.',
    'The timeout used to be 10 s.',
    'The timeout is half a minute.',
  ])('may say: %s', async (line) => {
    expect(await faults(line)).toBe('');
  });

  it('is one that the goal names', async () => {
    expect(await faults('The timeout is 60 seconds.', 'other.md')).toBe('');
  });
});
