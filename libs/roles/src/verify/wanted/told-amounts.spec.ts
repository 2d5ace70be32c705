import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { amountsThere, amountsTold } from './told-amounts.js';

afterEach(removePlayed);

async function found(told: string, before: Files, after: Files): Promise<string> {
  const view = await viewOf(before, after);
  const written = view.changes.map(({ path }) => path);
  return (await amountsThere(view, told, written)).map(({ detail }) => detail).join();
}

describe('an amount that something was to become', () => {
  it.each<[string, string]>([
    ['Set the timeout in client.ini to 45 seconds.', '45 second client.ini'],
    ['In client.ini, set the read timeout to 45s.', '45 second client.ini'],
    ['Raise the upload limit from 5 MB to 20 MB in nginx.conf, and restart nothing.', '20 mb nginx.conf'],
    ['Change the polling interval to 500 ms in poll.js.', '500 ms poll.js'],
    ['Set the timeout to 45 seconds.', ''],
    ['Set the timeout in client.ini to 45 or 50 seconds.', ''],
    ['Set the timeout in client.ini to 45 seconds per host.', ''],
    ['If it is too low, set the timeout in client.ini to 45 seconds.', ''],
    ['Reduce the runtime of slow.py to 10 seconds.', ''],
    ['Reduce the talk in talk.md to 20 minutes.', ''],
    ['Change the timeout in a.md to 20 minutes.', ''],
    ['Set the timeout in client.ini to 45.', ''],
  ])('%s', (told, amounts) => {
    expect(
      amountsTold(told)
        .map(({ value, unit, file }) => `${value} ${unit} ${file}`)
        .join(),
    ).toBe(amounts);
  });

  const TOLD = 'Set the timeout in client.ini to 45 seconds.';
  const INI: Files = { 'client.ini': 'timeout=10\n', 'README.md': 'Timeout: 10 s\n' };
  it.each<[string, string]>([
    [TOLD, 'timeout=30\n'],
    ['Set the size limit in client.ini to 20 MB.', 'limit=2000000\n'],
  ])('is missing: %s', async (told, text) => {
    // What a document says of it sets nothing.
    const after = { 'client.ini': text, 'README.md': 'Timeout: 45 s, 90 minutes, 20 MB\n' };
    expect(await found(told, INI, after)).toContain('client.ini does not hold');
  });

  it.each<[string, string]>([
    [TOLD, 'timeout=45\n'],
    [TOLD, 'timeout_ms=45_000\n'],
    [TOLD, 'timeout=0.75m\n'],
    [TOLD, 'timeout=PT45S\n'],
    ['Set the timeout in client.ini to 90 minutes.', 'timeout=1h30m\n'],
    ['Set the timeout in client.ini to 60 minutes.', 'timeout=one hour\n'],
    ['Set the timeout in client.ini to 2 hours.', 'timeout=120\n'],
    ['Set the size limit in client.ini to 20 MB.', 'limit=20m\n'],
    ['Set the size limit in client.ini to 20 MB.', 'limit=20971520\n'],
    ['Set the size limit in client.ini to 20 MB.', 'limit = 20 * 1024 * 1024\n'],
  ])('is there: %s, as %s', async (told, text) => {
    expect(await found(told, INI, { ...INI, 'client.ini': text })).toBe('');
  });

  it('may stand where the file takes it from', async () => {
    const before = { 'client.ini': 'timeout=${WAIT}\n', '.env': 'WAIT=10\n' };
    expect(await found(TOLD, before, { ...before, '.env': 'WAIT=45\n' })).toBe('');
  });

  it('is looked for in linear time', () => {
    assertLinear((text) => amountsTold(`set the timeout ${text}`), 'in a.ini to 12 s ', 500);
    assertLinear((text) => amountsTold(text), 'set the a b c timeout to 12 s in a.ini. ', 300);
  });
});
