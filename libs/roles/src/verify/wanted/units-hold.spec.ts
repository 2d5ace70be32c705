import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { unitsHold } from './units-hold.js';

afterEach(removePlayed);

describe('values in another unit', () => {
  const TEMPS = 'city,celsius\nOslo,5\nRome,20.5\nNuuk,-10\n';
  const TOLD = 'Write new.csv with the columns of old.csv, the values converted to whole degrees Fahrenheit.';
  const faults = async (after: string, before = TEMPS, told = TOLD): Promise<string> => {
    const view = await viewOf({ 'old.csv': before }, { 'old.csv': before, 'new.csv': after });
    return (await unitsHold(view, told)).map(({ detail }) => detail).join();
  };

  it('are wrong', async () => {
    expect(await faults('city,fahrenheit\nOslo,41\nRome,69\nNuuk,-14\n')).toContain('-10 of celsius is given as -14');
    expect(await faults('trip,distance_mi\na,160.9\n', 'trip,distance (km)\na,100\n')).toContain('given as 160.9');
    expect(await faults('id,mass_kg\na,22\n', 'id,lbs\na,10\n')).not.toBe('');
  });

  it.each<[string, string?, string?]>([
    ['city,fahrenheit\nOslo,41\nRome,69\nNuuk,14\n'],
    ['city,fahrenheit\nOslo,41\nRome,68\nNuuk,14\n'],
    ['city,temp_f\nOslo,41.0\nRome,68.9\nNuuk,14.0\n'],
    ['city,fahrenheit\nNuuk,14\nOslo,41\nRome,69\n'],
    ['city,fahrenheit\nOslo,41 F\nRome,69 F\nNuuk,14 F\n'],
    ['city,celsius\nOslo,5\nRome,20\nNuuk,-11\n'],
    ['city,feeling\nOslo,4\nRome,6\nNuuk,1\n'],
    ['trip,miles\na,62.5\nb,3\n', 'trip,km\na,100\nb,5\n'],
    ['trip,miles\na,62\n', 'trip,km,kg\na,100,3\n'],
    ['id,mass_kg\na,4.54\n', 'id,lbs\na,10\n'],
    ['city,fahrenheit\nOslo,1\nRome,2\nNuuk,3\n', TEMPS, 'Write new.csv with made-up values beside old.csv.'],
  ])('may be right: %j', async (after, before, told) => {
    expect(await faults(after, before, told)).toBe('');
  });
});
