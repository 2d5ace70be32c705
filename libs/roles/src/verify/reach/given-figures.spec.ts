import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { figureLost } from './given-figures.js';

const PRICES = 'Create prices.csv with tea at 3 and coffee at 4.';
const lost = (told: string, asked: string, before: string, now: string, start: string | null = null): string | null =>
  figureLost({ start, before, now }, told, asked);

describe('a figure that the user has given', () => {
  it('does not give way to one that nobody has named', () => {
    expect(lost(PRICES, 'Review prices.csv', 'tea,3\ncoffee,4\n', 'tea,3\ncoffee,5\n')).toContain('5');
    expect(lost('"Bye" at 00:00:32,000', 'Show "Bye"', '00:00:32,000\n', '00:00:34,000\n')).toContain('00:00:34,000');
  });

  it.each<[string, string, string, string, string, (string | null)?]>([
    ['the plan names the other', PRICES, 'Put coffee at 5', 'tea,3\ncoffee,4\n', 'tea,3\ncoffee,5\n'],
    ['the user names the other', `${PRICES} Now make it 5.`, 'Review', 'coffee,4\n', 'coffee,5\n'],
    ['it is to move', 'Write 1.0.0 to VERSION and bump it', 'Mind the version', '1.0.0\n', '1.1.0\n'],
    ['it was there before', PRICES, 'Review prices.csv', 'coffee,4\n', 'coffee,5\n', 'coffee,4\n'],
    ['it stands there still', PRICES, 'Review prices.csv', 'coffee,4\nmilk,7\n', 'coffee,4\nmilk,9\n'],
    [
      'it is to sink',
      'Schreibe Stühle zu 45.50. Dann soll der Preis um ein Zehntel sinken.',
      'Preis senken',
      'Stühle 45.50\n',
      'Stühle 40.95\n',
    ],
    [
      'it is to be less',
      'Write chairs at 45.50 with a reduction of one tenth',
      'Apply it',
      'chairs 45.50\n',
      'chairs 40.95\n',
    ],
    ['it is of other things', 'Write 4 poems to a.md', 'Review a.md', 'Page 4\n', 'Page 6\n'],
  ])('may go where %s', (_why, told, asked, before, now, start) => {
    expect(lost(told, asked, before, now, start)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['4 ', 'a4\n', '4.4']) assertLinear((text) => lost(PRICES, '', text, '5'), unit, 20_000);
  });
});
