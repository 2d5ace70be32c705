import { afterEach, describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { noneAlong, onlyByPattern } from './moved-along.js';

afterEach(removePlayed);
const gone = (...paths: string[]): FileChange[] =>
  paths.map((path) => ({ path, operation: 'delete', additions: 0, deletions: 1, binary: false }));

describe('files of a pattern that are to go', () => {
  const TOLD = 'List the backup files (*.bak) of the folder notes in deleted.txt, then delete them.';
  const faults = (told: string, ...paths: string[]): number => onlyByPattern(gone(...paths), new Set(), told).length;

  it('take no others along', () => {
    expect(faults(TOLD, 'notes/a.md', 'notes/a.md.bak')).toBe(1);
  });

  it.each<[string, string, string[]]>([
    ['all of them fit', TOLD, ['notes/a.md.bak']],
    ['none of them fits', 'Sum up *.csv in a.md and delete what is empty.', ['b.txt']],
    ['one of them is named', `${TOLD} Delete a.md too.`, ['a.md', 'a.md.bak']],
    ['others are spoken of', 'Delete *.bak and other junk.', ['a.bak', 'a.tmpfile']],
    ['they are left behind by tools', TOLD, ['a.bak', 'x.log']],
  ])('may go where %s', (_why, told, paths) => {
    expect(faults(told, ...paths)).toBe(0);
  });
});

describe('files that a noun chooses', () => {
  const BEFORE: Files = {
    'invoice-1.md': '10\n',
    'letter.md': 'Dear bank\n',
    'r7.md': 'Invoice of May\n',
    'rechnung.md': 'Nr. 2\n',
    'scan.pdf': '%PDF-\0\0',
  };
  const TOLD = 'Move the invoices of 2026 to archive/2026.';
  const faults = async (told: string, ...paths: string[]): Promise<string> => {
    const left = Object.fromEntries(Object.entries(BEFORE).filter(([path]) => !paths.includes(path)));
    return (await noneAlong(await viewOf(BEFORE, left), new Set(), told)).map(({ detail }) => detail).join();
  };

  it('take no others along', async () => {
    expect(await faults(TOLD, 'invoice-1.md', 'letter.md')).toContain('letter.md');
    expect(await faults('Verschiebe die Invoices ins Archiv.', 'invoice-1.md', 'letter.md')).toContain('letter.md');
  });

  it('may bear the noun, speak of it, or be named', async () => {
    expect(await faults(TOLD, 'invoice-1.md', 'r7.md')).toBe('');
    expect(await faults(`${TOLD} Move letter.md too.`, 'invoice-1.md', 'letter.md')).toBe('');
    expect(await faults(TOLD, 'letter.md')).toBe('');
    expect(await faults('Move the rechnungen.', 'rechnung.md', 'invoice-1.md')).toBe('');
    expect(await faults('Move the invoices.', 'invoice-1.md', 'scan.pdf')).toBe('');
    expect(await faults('Move the files of 2026.', 'invoice-1.md', 'letter.md')).toBe('');
  });

  it('are looked for in linear time', () => {
    for (const unit of ['* ', '*.bak', 'move the ', 'a/'])
      assertLinear((text) => onlyByPattern([], new Set(), text), unit, 20_000);
  });
});
