import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { oneForEach } from './one-for-each.js';

afterEach(removePlayed);
const GUESTS: Files = { 'guests.csv': 'name,table\nAda Lace,1\nBo Wick,2\nCy Twist,2\n' };
const LETTERS = 'Write a letter to each guest in guests.csv: letters/<first name>.txt, with "Dear".';
const CARDS: Files = { 'c.vcf': 'BEGIN:VCARD\nFN:Eve Roux\nEND:VCARD\nBEGIN:VCARD\nFN:Zoé Blanc\nEND:VCARD\n' };
const DIVIDE = 'Divise c.vcf : un fichier par contact dans le dossier contacts.';
const faults = async (told: string, before: Files, ...made: string[]): Promise<string> => {
  const view = await viewOf(before, { ...before, ...Object.fromEntries(made.map((path) => [path, 'x\n'])) });
  return (await oneForEach(view, told, view.changes)).map(({ detail }) => detail).join();
};

describe('one file for each record', () => {
  it('is there for all of them', async () => {
    expect(await faults(LETTERS, GUESTS, 'letters/Ada.txt', 'letters/Bo.txt', 'letters/John.txt')).toContain(
      'Cy Twist',
    );
    expect(await faults(LETTERS, GUESTS, 'letters/Ada.txt', 'letters/Bo.txt', 'letters/Cy.txt')).toBe('');
    expect(await faults(DIVIDE, CARDS, 'contacts/eve.vcf')).toContain('Zoé Blanc');
    expect(await faults(DIVIDE, CARDS, 'contacts/eve.vcf', 'contacts/zoe.vcf')).toBe('');
    expect(await faults(DIVIDE, CARDS, 'contacts/1.vcf', 'contacts/2.vcf')).toBe('');
    expect(
      await faults('Divise c.vcf : un fichier par contact (contacts/eve.vcf etc.).', CARDS, 'contacts/eve.vcf'),
    ).toContain('Zoé');
  });

  it('is called by its record in other letters, and sums have none', async () => {
    const guests: Files = { 'guests.csv': 'name,table\nJürgen Voß,1\nSøren Holm,2\nTotal,3\n' };
    expect(await faults(LETTERS, guests, 'letters/juergen.txt', 'letters/soren.txt')).toBe('');
    expect(await faults(LETTERS, guests, 'letters/jurgen.txt', 'letters/soeren.txt')).toBe('');
    expect(await faults(LETTERS, guests, 'letters/juergen.txt')).toContain('Søren');
  });

  it.each([
    'Write a letter to each guest in guests.csv who sits at table 2: letters/<first name>.txt.',
    'Write a letter to the guests in guests.csv.',
    'Write letters/<first name>.txt for the first guest.',
  ])('is not asked for: %s', async (told) => {
    expect(await faults(told, GUESTS, 'letters/Bo.txt')).toBe('');
  });

  it('is looked for in linear time', () => {
    for (const unit of ['one file ', 'a/', '<a>', 'each '])
      assertLinear((text) => void oneForEach({ changes: [] } as never, text, []), unit, 10_000);
  });
});
