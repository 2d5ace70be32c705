import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { addressesTaken, addressesWanted } from './addresses-taken.js';

afterEach(removePlayed);

const MAILS: Files = { 'mails.txt': 'Ann <ann@example.org> wrote to ben@example.org.\nCopy: Cid@example.net\n' };
const ALL = 'Write all e-mail addresses in mails.txt to emails.txt, one per line.';
const found = async (told: string, text: string): Promise<string> =>
  (await addressesTaken(await viewOf(MAILS, { ...MAILS, 'emails.txt': text }), told))
    .map(({ detail }) => detail)
    .join();

describe('addresses that are to be taken from a text', () => {
  it.each([
    ALL,
    'Extract every email address from mails.txt and save them to emails.txt.',
    'Please collect all of the unique emails found in mails.txt into a new file called emails.txt.',
  ])('are missed: %s', async (told) => {
    expect(await found(told, 'ann@example.org\nben@example.org\n')).toContain('lacks cid@example.net');
  });

  it.each([
    [ALL, 'ann@example.org\nben@example.org\ncid@example.net\n'],
    [ALL, 'ben@example.org, CID@example.net; ann@example.org'],
    ['Write all e-mail addresses in mails.txt to emails.txt, except those of example.net.', 'ann@example.org\n'],
    ['Write the first e-mail address in mails.txt to emails.txt.', 'ann@example.org\n'],
    ['Write all names in mails.txt to emails.txt.', 'Ann\n'],
  ])('are there, or need not be: %s %j', async (told, text) => {
    expect(await found(told, text)).toBe('');
  });

  it('are looked for in linear time', () => {
    assertLinear(addressesWanted, 'write all e-mails in ', 2000);
    assertLinear(addressesWanted, ' ', 20_000, { start: 'write all of', end: 'x' });
  });
});
