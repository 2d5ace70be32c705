import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { roundedNumber } from './rounded-numbers.js';

const BEFORE = '[{ "id": 90071992547409931234 }, { "id": 12 }]';

describe('long numbers', () => {
  it.each(['90071992547409930000', '9.007199254740993e+19'])('%s', (now) => {
    const text = BEFORE.replace('90071992547409931234', now);
    expect(roundedNumber('a.json', text, BEFORE, 'Add a name.')).toContain(`rounded to ${now}`);
    expect(roundedNumber('a.json', text, BEFORE, 'Round the numbers.')).toBeNull();
  });

  it.each([
    BEFORE.replace('12', '13'),
    BEFORE.replace('90071992547409931234', '90071992547409931235'),
    BEFORE.replace('90071992547409931234', '80071992547409930000'),
    '[]',
  ])('takes %s', (text) => {
    expect(roundedNumber('a.json', text, BEFORE, 'Do it.')).toBeNull();
  });

  it('takes linear time', () => {
    assertLinear((text) => roundedNumber('a.json', text, BEFORE, ''), '1234567890123456 9e19 ', 8_000);
  });
});
