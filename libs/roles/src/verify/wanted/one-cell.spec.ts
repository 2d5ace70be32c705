import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { cellIn, wrongCell } from './one-cell.js';

const STOCK = 'name,price,count\napples,2,10\nfigs,3,7\n"dried plums",5,3\n';
const TOLD = 'In stock.csv change the price of figs to 4.';
const problem = (told: string, text: string, before = STOCK): string | null => {
  const cell = cellIn(told);
  return cell === null ? null : wrongCell(cell, text, before);
};
const FIGS = STOCK.replace('figs,3', 'figs,4');

describe('a cell that is to be changed', () => {
  it.each([
    [TOLD, FIGS.replace('plums",5', 'plums",4'), 'dried plums, 5, 3'],
    [TOLD, STOCK.replace('figs,3,7', 'figs,3,4'), 'price of "figs" is 3, not 4'],
    [TOLD, FIGS.replace('apples,2,10\n', ''), 'apples, 2, 10'],
    [
      'Set the count of "dried plums" to 9 in stock.csv.',
      STOCK.replace('apples,2,10', 'apples,2,9').replace(',3\n', ',9\n'),
      'apples',
    ],
    ['Update the price for figs from 3 to 4 in stock.csv', FIGS.replace('figs', 'fig'), 'no row of "figs"'],
  ])('is not, or not alone: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each<[string, string, string?]>([
    [TOLD, FIGS],
    [TOLD, FIGS.replace('figs,4', 'figs,4.00')],
    [TOLD, FIGS.replace('"dried plums"', 'dried plums').replaceAll('\n', '\r\n')],
    [TOLD, FIGS.replace('figs,4,7', 'figs,4,28')],
    ['Set the price of Figs to $4 in stock.csv.', FIGS.replace('figs,4', 'figs,$4')],
    ['Please change the name of apples to pears in stock.csv.', STOCK.replace('apples', 'pears')],
    [TOLD, `${FIGS}total,11,20\n`, `${STOCK}total,10,20\n`],
    ['In stock.csv change the price of figs to 4 and sort by price.', `${STOCK}x`],
    ['In stock.csv change the price of all to 4.', STOCK.replaceAll(/,\d,/g, ',4,')],
    ['In stock.json change the price of figs to 4.', '{}'],
    [TOLD, FIGS, `${STOCK}figs,9,9\n`],
  ])('is, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });

  it('is read in linear time', () => {
    const cell = { path: 'a.csv', column: 'b', row: 'x', value: '4' };
    for (const unit of ['c,1\n', '"', 'x,4\n'])
      assertLinear((text) => wrongCell(cell, `a,b\nx,4\n${text}`, `a,b\nx,3\n${text}`), unit, 20_000);
    assertLinear(cellIn, 'change the price of ', 20_000);
  });
});
