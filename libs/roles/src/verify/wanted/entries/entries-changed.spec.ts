import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { wrongEntries } from './entries-changed.js';
import { orderIn } from './order.js';

const ORDERS = 'id,status,price,city\n1,open,9.994,Bonn\n2,cancelled,3.5,\n3,open,120,Paris\n4,shipped,7,\n';
const HEAD = 'id,status,price,city\n';
const [ONE, TWO, THREE, FOUR] = ORDERS.split('\n').slice(1) as [string, string, string, string];
const table = (...rows: string[]): string => HEAD + rows.map((row) => `${row}\n`).join('');
const problem = (told: string, text: string, before = ORDERS, path = 'orders.csv'): string | null => {
  const order = orderIn(told);
  return order === null ? null : wrongEntries(order, path, text, before);
};
const REMOVE = 'Remove all rows where status is cancelled from orders.csv.';

describe('entries that are to go, or to stay alone', () => {
  it.each([
    [REMOVE, ORDERS, 'the entry 2, cancelled, 3.5,  is still there'],
    [REMOVE, table(ONE, THREE), 'the entry 4, shipped, 7,  is gone'],
    [REMOVE, table(ONE, FOUR, THREE), 'in the place of the entry 3, open, 120, Paris stands 4, shipped, 7, '],
    [REMOVE, table(ONE, THREE, FOUR, FOUR), 'nobody asked for the entry 4, shipped, 7, '],
    [REMOVE, table(ONE, THREE, FOUR).replace('city', 'town'), 'what stands around its entries is not what it was'],
    ['In orders.csv, delete every order whose status = "cancelled"', table(ONE, TWO, THREE, FOUR), 'is still there'],
    [
      'Keep only the rows where price is at least 7 in orders.csv',
      table(ONE, THREE),
      'the entry 4, shipped, 7,  is gone',
    ],
    ['Remove all orders except those with status open from orders.csv.', table(ONE, THREE, FOUR), 'still there'],
    [
      'Delete the rows with a price above 100 from orders.csv',
      table(ONE, TWO, THREE, FOUR),
      '3, open, 120, Paris is still',
    ],
    [
      'Remove all rows without a city from orders.csv. Keep the header.',
      table(ONE, THREE, FOUR),
      '4, shipped, 7,  is still',
    ],
    ['Drop all rows with an empty city from orders.csv', table(ONE), 'the entry 3, open, 120, Paris is gone'],
    ['Remove all rows where city is not empty from orders.csv', table(ONE, TWO, FOUR), '1, open, 9.994, Bonn is still'],
    [
      'Remove all rows where status is not open from orders.csv',
      table(ONE, THREE, FOUR),
      '4, shipped, 7,  is still there',
    ],
  ])('are others: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each([
    [REMOVE, table(ONE, THREE, FOUR)],
    [REMOVE, table(ONE, THREE, FOUR).replaceAll('\n', '\r\n')],
    ['Remove all orders except those with status open from orders.csv.', table(ONE, THREE)],
    ['Please keep only rows where price > 7 in orders.csv, but leave the header unchanged.', table(ONE, THREE)],
    ['Remove all rows without a city from orders.csv.', table(ONE, THREE)],
    // What nobody can tell.
    [`${REMOVE} Then sort it by price.`, table(FOUR, ONE, THREE)],
    ['Remove all rows where status is Cancelled from orders.csv.', table(ONE, THREE, FOUR)],
    ['Remove all rows where status is canceled from orders.csv.', table(ONE, THREE, FOUR)],
    ['Remove all rows where status is open and price is 120 from orders.csv.', table(ONE, TWO, FOUR)],
    ['Remove all rows where status is open or cancelled from orders.csv.', table(FOUR)],
    ['Remove the column where status stands from orders.csv.', 'id\n1\n'],
    ['Remove all rows with errors from orders.csv.', table(ONE)],
    ['Remove all rows with missing values from orders.csv.', table(ONE, THREE)],
    ['Remove all rows where weight is 5 from orders.csv.', table(ONE)],
    ['Remove all rows with invalid emails from orders.csv.', table(ONE)],
    ['Remove all rows where city is before 2024-01-01 from orders.csv.', table(ONE)],
  ])('are those, or nobody knows: %s %j', (told, text) => {
    expect(problem(told, text)).toBeNull();
  });

  it('may be written to a file of their own', () => {
    const COPY = 'Copy all rows of orders.csv where status is open to open.csv.';
    expect(problem(COPY, table(ONE, THREE))).toBeNull();
    expect(problem(COPY, table(ONE, THREE, FOUR))).toContain('4, shipped, 7,  is still there');
    const COLUMNS = 'Write only the columns id and city of orders.csv to places.csv.';
    expect(problem(COLUMNS, 'city,id\nBonn,1\n,2\nParis,3\n,4\n')).toBeNull();
    expect(problem(COLUMNS, 'id,city\n1,Bonn\n2,\n3,Rome\n4,\n')).toContain(
      'in the place of the entry 3, Paris stands 3, Rome',
    );
    expect(problem(COLUMNS, 'id,city,price\n1,Bonn,1\n')).toContain('around');
    expect(problem('Write only the columns id and town of orders.csv to places.csv.', 'id\n')).toBeNull();
  });

  it('are what stands there more than once', () => {
    const [told, twice] = ['Remove all duplicate rows from orders.csv.', table(ONE, TWO, ONE, THREE)];
    expect(problem(told, table(ONE, TWO, THREE), twice)).toBeNull();
    expect(problem(told, table(TWO, ONE, THREE), twice)).toBeNull();
    expect(problem(told, table(TWO, THREE), twice)).toContain('Bonn');
    expect(problem(told, twice, twice)).toContain('is still there');
    expect(problem('Remove all duplicate rows by city from orders.csv.', table(ONE), twice)).toBeNull();
  });

  it('may be days, and objects of a list', () => {
    const users = (...of: object[]): string => JSON.stringify({ title: 'x', users: of });
    const [ann, bob] = [
      { name: 'Ann', since: '2020-05-01', age: 17 },
      { name: 'Bob', since: '2024-05-01', age: 40 },
    ];
    const both = users(ann, bob);
    const ofUsers = (told: string, text: string): string | null => problem(told, text, both, 'users.json');
    expect(ofUsers('Remove all users whose age is under 18 from users.json.', both)).toContain('Ann');
    expect(ofUsers('Remove all users whose age is under 18 from users.json.', users(bob))).toBeNull();
    expect(ofUsers('Delete every user where since is before 2021-01-01 in users.json', users(ann))).toContain('Ann');
    expect(ofUsers('Delete every user where since is before 2021-01-01 in users.json', users(bob))).toBeNull();
    const counted = JSON.stringify({ count: 2, users: [ann, bob] });
    const one = JSON.stringify({ count: 1, users: [bob] });
    expect(problem('Remove all users whose age is under 18 from u.json', one, counted, 'u.json')).toBeNull();
    const tagged = JSON.stringify([{ tags: [] }, { tags: ['a'] }, {}]);
    expect(problem('Remove all posts without tags from posts.json', tagged, tagged, 'posts.json')).toBeNull();
    const retitled = users(bob).replace('"x"', '"y"');
    expect(ofUsers('Remove all users whose age is under 18 from users.json.', retitled)).toContain('around');
  });
});

describe('values that are to be filled, rounded or put in a case', () => {
  const FILL = 'Fill the empty cells of the column city in orders.csv with unknown.';
  const ROUND = 'Round all prices in orders.csv to 2 decimal places.';
  const UPPER = 'Convert all values in the status column of orders.csv to uppercase.';
  const filled = ORDERS.replaceAll(/,$/gm, ',unknown');
  const rounded = ORDERS.replace('9.994', '9.99');
  const upper = ORDERS.replaceAll(/open|cancelled|shipped/g, (word) => word.toUpperCase());

  it.each([
    [FILL, filled.replace('3.5,unknown', '3.5,'), 'city of 2, cancelled, 3.5,  is , and is to be unknown'],
    [FILL, filled.replace('Paris', 'unknown'), 'in the place of the entry 3, open, 120, Paris stands'],
    [
      'In orders.csv, replace all missing values in city by "unknown"',
      filled.replace('3.5,unknown', '3.5,n/a'),
      'is n/a',
    ],
    ['Set every empty city to unknown in orders.csv', ORDERS, 'and is to be unknown'],
    [ROUND, ORDERS.replace('9.994', '10.00'), 'price of 1, open, 9.994, Bonn is 10.00, and is to be 9.99'],
    [ROUND, rounded.replace('120', '121'), 'is 121, and is to be 120.00'],
    [
      'Round each price in orders.csv to the nearest whole number',
      ORDERS.replace('3.5', '3'),
      'is 9.994, and is to be 10',
    ],
    [UPPER, upper.replace('SHIPPED', 'shipped'), 'status of 4, shipped, 7,  is shipped, and is to be SHIPPED'],
    [UPPER, upper.replace('Paris', 'PARIS'), 'in the place of'],
    ['Lowercase the city column in orders.csv', ORDERS.replace('Bonn', 'bonn'), 'is Paris, and is to be paris'],
  ])('are not, or not alone: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each<[string, string, string?]>([
    [FILL, filled],
    [ROUND, rounded],
    [ROUND, ORDERS.replace('9.994', '9.99').replace('3.5', '3.50').replace('120', '120.00').replace(',7,', ',7.00,')],
    ['Round each price in orders.csv to the nearest integer.', 'id,price\n1,2\n2,4\n', 'id,price\n1,2.5\n2,3.5\n'],
    ['Round each price in orders.csv to the nearest integer.', 'id,price\n1,3\n2,4\n', 'id,price\n1,2.5\n2,3.5\n'],
    ['Round each price in orders.csv to two decimals.', 'id,price\n1,EUR 2\n', 'id,price\n1,EUR 2.001\n'],
    ['Fill empty city with x in orders.csv', 'id,city\n1,N/A\n2,x\n', 'id,city\n1,N/A\n2,\n'],
    ['Fill empty city with x in orders.csv', 'id,city\n1,x\n2,x\n', 'id,city\n1,N/A\n2,\n'],
    [UPPER, upper],
    ['Fill missing values in orders.csv with 0', 'value,b\n0,0\n', 'value,b\n,\n'],
    ['Round all values in orders.csv to 1 decimal', 'value,b\n1.2,1.3\n', 'value,b\n1.23,1.34\n'],
  ])('are, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });
});

describe('values that are reckoned, or come with a new name', () => {
  const ITEMS = 'item,price,quantity\na,2,3\nb,2.505,4\n';
  const of = (...rows: string[]): string => ['item,price,quantity,total', ...rows, ''].join('\n');
  const ofItems = (told: string, text: string): string | null => problem(told, text, ITEMS, 'items.csv');

  it.each([
    [
      'Multiply all prices in items.csv by 2.',
      ITEMS.replace('a,2,', 'a,4,').replace('2.505', '5.1'),
      'is 5.1, and is to be 5.01',
    ],
    ['Double every price in items.csv', ITEMS.replace('a,2,', 'a,4,'), 'and is to be 5.01'],
    [
      'Increase the quantity column of items.csv by 1',
      ITEMS.replace(',3', ',4').replace(',4\n', ',4\n'),
      'and is to be 5',
    ],
    [
      'Add a column total to items.csv that is price times quantity.',
      of('a,2,3,6', 'b,2.505,4,10'),
      'and is to be 10.02',
    ],
    [
      'In items.csv, add a column "total" with the sum of price and quantity',
      of('a,2,3,5', 'b,2.505,4,6'),
      'to be 6.505',
    ],
    [
      'Add a column total to items.csv with the value 0 for every row',
      of('a,2,3,0', 'b,2.505,4,'),
      'is , and is to be 0',
    ],
    ['Add a column "total" set to "x" to items.csv', of('a,2,3,x', 'b,2,4,x'), 'in the place of the entry b, 2.505, 4'],
  ])('are others: %s %j', (told, text, fault) => {
    expect(ofItems(told, text)).toContain(fault);
  });

  it.each([
    ['Multiply all prices in items.csv by 2.', ITEMS.replace('a,2,', 'a,4.00,').replace('2.505', '5.01')],
    ['Divide all prices in items.csv by 3', ITEMS.replace('a,2,', 'a,0.67,').replace('2.505', '0.835')],
    ['Add a column total to items.csv that is price times quantity.', of('a,2,3,6.00', 'b,2.505,4,10.02')],
    ['Add a column total with the value 0 to items.csv', 'item,total,price,quantity\na,0,2,3\nb,0,2.505,4\n'],
    [
      'Divide all prices in items.csv by 3',
      ITEMS.replace('a,2,', 'a,0.6666666666666666,').replace('2.505', '0.8349999999999999'),
    ],
    ['Add a column total set to true to items.csv', of('a,2,3,True', 'b,2.505,4,True')],
    // What nobody can tell.
    ['Add a column total with numbers to items.csv', of('a,2,3,1', 'b,2.505,4,2')],
    ['Add a column total set to today to items.csv', of('a,2,3,2024', 'b,2.505,4,2024')],
    ['Add a column total to items.csv that is price times weight.', of('a,2,3,1', 'b,2.505,4,2')],
    ['Multiply all prices in items.csv by 2 and round them.', ITEMS],
    ['Increase all prices in items.csv by 2%', ITEMS],
  ])('are those, or nobody knows: %s %j', (told, text) => {
    expect(ofItems(told, text)).toBeNull();
  });
});

describe('the entries and what is said of them', () => {
  it('are read in linear time', () => {
    const starts = [
      'remove all rows where ',
      'keep only rows with ',
      'fill empty ',
      'round ',
      'make all ',
      'add a column a ',
      'write the columns a',
    ];
    for (const start of starts) {
      assertLinear(orderIn, 'a ', 20_000, { start, end: ' in orders.csv' });
      assertLinear(orderIn, 'the column of values in ', 2000, { start });
      assertLinear(orderIn, ' ', 20_000, { start, end: 'x' });
    }
    const order = orderIn(REMOVE);
    const rows = (text: string): unknown => wrongEntries(order!, 'orders.csv', HEAD + text, HEAD + text);
    assertLinear(rows, '1,open,2,\n2,cancelled,3,\n', 2000);
  });
});
