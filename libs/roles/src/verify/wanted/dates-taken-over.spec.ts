import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { datesTakenOver } from './dates-taken-over.js';

afterEach(removePlayed);
const MINUTES: Files = {
  'p/jan.md': 'Date: 2026-01-05\n\nTermin: 2026-02-03 Fest\n',
  'p/feb.md': 'Date: 2026-02-05\n\n- **Termin:** 2026-03-17 Markt\n',
};
const TOLD = 'Suche alle Termine in p/*.md und schreibe sie in termine.ics.';
const faults = async (calendar: string, told = TOLD): Promise<string> => {
  const view = await viewOf(MINUTES, { ...MINUTES, 'termine.ics': calendar });
  return (await datesTakenOver(view, told)).map(({ detail }) => detail).join();
};

describe('a calendar of all dates', () => {
  it('has those of every file', async () => {
    expect(await faults('DTSTART:20260203\n')).toBe('termine.ics lacks dates of other files: 20260317 of p/feb.md');
    expect(await faults('DTSTART:20260203\nDTSTART:2026-03-17\n')).toBe('');
  });

  it('may lack those of another word, and what was not asked for', async () => {
    expect(await faults('DTSTART:20260401\n')).toBe('');
    expect(await faults('DTSTART:20260203\n', 'Schreibe Termine aus p/*.md in termine.ics.')).toBe('');
    expect(await faults('DTSTART:20260203\n', TOLD.replace('p/*.md', 'p/*.md außer dem Markt'))).toBe('');
  });

  it('is looked for in linear time', () => {
    for (const unit of ['a/', '*.md ', 'a.ics '])
      assertLinear((text) => void datesTakenOver({ meant: () => [] } as never, text), unit, 5_000);
  });
});
