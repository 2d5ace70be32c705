import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { columnChange, wrongColumns } from './columns-changed.js';

const RENAME = 'Rename the column qty to quantity in orders.csv.';
const ORDERS = 'id,qty,note\n1,5,"a, b"\n2,7,\n';
const problem = (told: string, text: string, before = ORDERS): string | null => {
  const renamed = columnChange(told);
  return renamed === null ? null : wrongColumns(renamed, text, before);
};

describe('a column that is to bear another name', () => {
  it.each([
    [RENAME, 'id,quantity,note\n1,5,"a, b"\n', 'the row 2, 7,  is gone'],
    [RENAME, 'id,qty,note\n1,5,"a, b"\n2,7,\n', 'its columns are id, qty, note'],
    ['Rename the "qty" column in orders.csv to "quantity"', 'quantity,id,note\n5,1,x\n', 'its columns are quantity'],
    [RENAME, 'id,quantity,note\n1,6,"a, b"\n2,7,\n', 'the row 1, 5, a, b is gone'],
    [RENAME, 'id,quantity,note\n1,5,"a, b"\n2,7,\n2,7,\n', '2 rows became 3'],
    [RENAME, 'id,quantity,note\n2,7,\n1,5,"a, b"\n', 'the row 1, 5, a, b is not in its place'],
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
    assertLinear(columnChange, 'rename the column a to b in ', 2000);
    assertLinear(columnChange, ' ', 20_000, { start: 'rename the', end: 'x' });
    const renamed = columnChange(RENAME);
    const rows = (text: string): unknown => wrongColumns(renamed!, `quantity\n${text}`, `qty\n${text}`);
    assertLinear(rows, '1\n2\n', 5000);
  });
});

describe('a column that is to go, or to change places', () => {
  const PEOPLE = 'name,age,city\nA,1,X\nB,2,Y\n';
  const REMOVE = 'Remove the column "age" from people.csv.';
  const SWAP = 'Swap the columns name and age in people.csv.';

  it.each([
    [REMOVE, 'name,city\nA,X\nB,2\n', 'the row B, Y is gone'],
    [REMOVE, 'name,age\nA,1\nB,2\n', 'its columns are name, age'],
    ['Drop the age column in people.csv', 'name,city\nA,X\n', 'the row B, Y is gone'],
    [SWAP, 'age,name\n1,A\n2,B\n', 'its columns are age, name'],
    [SWAP, 'age,name,city\nA,1,X\nB,2,Y\n', 'the row 1, A, X is gone'],
  ])('does not, or not alone: %s %j', (told, text, fault) => {
    expect(problem(told, text, PEOPLE)).toContain(fault);
  });

  it.each([
    [REMOVE, 'name,city\nA,X\nB,Y\n'],
    [REMOVE, 'name;city\nA;X\nB;Y\n'],
    [SWAP, 'age,name,city\n1,A,X\n2,B,Y\n'],
    ['Remove the column age from people.csv and sort it by name.', 'name,city\nB,Y\n'],
    ['Remove the column weight from people.csv.', 'name,city\nB,Y\n'],
    ['Swap the columns name and weight in people.csv.', 'x,y\n'],
  ])('does, or nobody knows: %s %j', (told, text) => {
    expect(problem(told, text, PEOPLE)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const start of ['remove ', 'swap ']) assertLinear(columnChange, 'the column a and ', 2000, { start });
  });
});
