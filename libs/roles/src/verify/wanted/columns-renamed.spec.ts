import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { columnRenamed, wrongColumns } from './columns-renamed.js';

const RENAME = 'Rename the column qty to quantity in orders.csv.';
const ORDERS = 'id,qty,note\n1,5,"a, b"\n2,7,\n';
const problem = (told: string, text: string, before = ORDERS): string | null => {
  const renamed = columnRenamed(told);
  return renamed === null ? null : wrongColumns(renamed, text, before);
};

describe('a column that is to bear another name', () => {
  it.each([
    [RENAME, 'id,quantity,note\n1,5,"a, b"\n', 'the row 2, 7,  is gone'],
    [RENAME, 'id,qty,note\n1,5,"a, b"\n2,7,\n', 'its columns are id, qty, note'],
    ['Rename the "qty" column in orders.csv to "quantity"', 'quantity,id,note\n5,1,x\n', 'its columns are quantity'],
    [RENAME, 'id,quantity,note\n1,6,"a, b"\n2,7,\n', 'the row 1, 5, a, b is gone'],
    [RENAME, 'id,quantity,note\n1,5,"a, b"\n2,7,\n2,7,\n', '2 rows became 3'],
  ])('does not, or not alone: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each<[string, string, string?]>([
    [RENAME, 'id,quantity,note\n1,5,"a, b"\n2,7,\n'],
    [RENAME, '"id","quantity","note"\r\n"1","5","a, b"\r\n"2","7",""\r\n'],
    [`${RENAME} Drop the rows without a note.`, 'id,quantity,note\n1,5,"a, b"\n'],
    ['Rename the column amount to quantity in orders.csv.', 'id,quantity,note\n'],
    ['Rename orders.csv to sales.csv.', 'x'],
  ])('does, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(columnRenamed, 'rename the column a to b in ', 2000);
    assertLinear(columnRenamed, ' ', 20_000, { start: 'rename the', end: 'x' });
    const renamed = columnRenamed(RENAME);
    const rows = (text: string): unknown => wrongColumns(renamed!, `quantity\n${text}`, `qty\n${text}`);
    assertLinear(rows, '1\n2\n', 5000);
  });
});
