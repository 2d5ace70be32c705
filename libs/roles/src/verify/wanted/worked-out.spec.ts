import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { isWorkedOutLast, soughtIn, workedOutProblem } from './worked-out.js';

describe('what is worked out of a file', () => {
  const LEDGER = 'date,item,amount\n2026-01-03,paper,12.40\n2026-01-09,ink,48.90\n2026-02-11,chair,224.20\n';
  const TOTAL = 'Write the total of the column amount of ledger.csv to total.txt, as one line with two decimals.';
  const POEM = 'A rose is a rose,\nis a rose\n\nand nothing else.\n';
  const LINES = 'Put the number of lines of ledger.csv into count.txt.';
  const problem = (told: string, text: string, source = LEDGER): string | null => {
    const [sought] = soughtIn(told);
    return sought === undefined ? null : workedOutProblem(sought, source, text);
  };

  it.each<[string, string, string?]>([
    [TOTAL, '275.50\n'],
    ['Save the sum of "amount" in ledger.csv in sum.txt.', 'Sum: 385.5\n'],
    ['Write the average of the amount column in ledger.csv to mean.txt.', '97.2\n'],
    ['Write the maximum of amount in ledger.csv to max.txt.', '48.90\n'],
    ['Sum the numbers in nums.txt and write the result to sum.txt.', '7\n', '1\n2\n3\n'],
    ['Add up all the values in nums.txt, then save the sum in sum.txt', 'Sum: 5\n', '1\n2.5\n'],
    [LINES, '3\n'],
    [LINES, '4 ledger.csv\n'],
    [LINES, '       4 ./ledger.csv\n'],
    ['Write the number of rows in ledger.csv to count.txt.', '5\n'],
    [
      'Add a row to stock.csv, then write the total of all quantities to total.txt.',
      '7\n',
      'Item,Quantity\nPears,4\nPlums,2\n',
    ],
    ['Write the version of package.json to version.txt.', '2.0.0\n', '{"version": "1.4.2"}'],
    ...[
      'Write the number of words of poem.txt into count.txt.',
      'Write the number of words in poem.txt to the file count.txt, as a single number.',
      'Write into count.txt the number of words in poem.txt.',
      'Write to count.txt how many words poem.txt has.',
      'Write how many words there are in poem.txt to count.txt.',
      'Create count.txt with the number of words in poem.txt.',
      'Create a file count.txt that contains only the number of words that poem.txt contains.',
      'count.txt should contain the number of words in poem.txt.',
      'In count.txt write the total number of words in poem.txt.',
      'Count the words in poem.txt and write the number to count.txt.',
      'Count all the words in poem.txt. Save the result in count.txt.',
      'How many words are in poem.txt? Write the number to count.txt.',
      'How many words does poem.txt have? Save the answer in count.txt.',
      'Find out how many words there are in poem.txt and put it into count.txt.',
      'Write the word count of poem.txt to count.txt.',
      'Write the number of words of poem.txt into count.txt, nothing else.',
      'Count the number of words in poem.txt and write it to count.txt.',
      'Count how many words poem.txt has and write the number to count.txt.',
      'Read poem.txt and write the number of words in it to count.txt.',
      'Read poem.txt, count its words and write the number to count.txt.',
    ].map((told): [string, string, string] => [told, '10\n', POEM]),
    ['Write the number of characters in poem.txt to count.txt.', '50\n', POEM],
    ['Write the number of letters in poem.txt to count.txt.', '30\n', POEM],
    ['Write the number of bytes in poem.txt to count.txt.', '44\n', POEM],
    ['Count the lines and the words of poem.txt and write them to a.json as {"lines": n}.', '{"lines": 12}\n', POEM],
    ['Write the number of lines of poem.txt to a.json as JSON {"lines": n}.', '{"lines": 12}\n', POEM],
  ])('is wrong: %s %j', (told, text, source) => {
    expect(problem(told, text, source)).not.toBeNull();
  });

  it.each<[string, string, string?]>([
    ['Write the total of all quantities to total.txt.', '7\n'],
    ['Read stock.csv. Write the total of all quantities to total.txt.', '6\n', 'Item,Quantity\nPears,4\nPlums,2\n'],
    [TOTAL, '285.50\n'],
    [TOTAL, 'Total: 285,50 €\n'],
    [TOTAL, '286\n'],
    [TOTAL, 'two hundred\n'],
    [TOTAL, '1 234.50\n', 'amount\n1000\n234.5\n'],
    [TOTAL, '1.234,50\n', 'amount\n1000\n234.5\n'],
    [TOTAL, '1,234\n', 'amount\n1000\n234\n'],
    [TOTAL, '0.00\n', 'amount\n5\n-5\n'],
    [TOTAL, '0\n', 'amount\n1,5\n'],
    [TOTAL, '9\n', 'amount\n9\n'],
    [TOTAL, '12\n', 'amount\n5\n$7\n'],
    [TOTAL, '12\n', 'item,amount\na,5\nb,7\nTotal,12\n'],
    ['Write the average of amount in ledger.csv to mean.txt.', '95.17\n'],
    ['Write the total of amount in ledger.csv to total.txt for each month.', '1: 61.30\n'],
    ['Write the total of amount in ledger.csv to total.txt. Only paid items count.', '7\n'],
    ['Sum the numbers in nums.txt and write the result to sum.txt.', '6\n', '1\n2\n3\n'],
    ['Sum the numbers in nums.txt and write the result to sum.txt.', '7\n', '1 2\n3\n'],
    ['Sum the numbers in nums.txt and write the result to sum.txt, only the even ones.', '2\n', '1\n2\n3\n'],
    ['Sum the numbers in nums.txt and write the result to sum.txt. Leave out the first.', '5\n', '1\n2\n3\n'],
    [LINES, '4\n'],
    [LINES, 'ledger.csv has 4 lines.\n'],
    ['Write the number of rows in ledger.csv to count.txt.', '3\n'],
    ['Write the version of package.json to version.txt.', 'v1.4.2\n', '{"version": "1.4.2"}'],
    ['Put the version from package.json into v.py as a tuple.', 'V = (1, 4, 2)\n', '{"version": "1.4.2"}'],
    ['Write the number of lines of ledger.csv to count.txt in binary.', '100\n'],
    ['Write the description of package.json to about.md.', 'It is JSON.\n', '{"description": "kit"}'],
    ['Set the version in package.json to 2.0.0.', '{"version": "2.0.0"}\n'],
    ['Write the number of words of poem.txt into count.txt.', '11\n', POEM],
    [
      'Write the number of words of poem.txt into count.txt.',
      '11\n',
      "It's a well-known thing - and so it is, 1 2 3\n",
    ],
    [
      'Write the number of words of poem.txt into count.txt.',
      '12\n',
      "It's a well-known thing - and so it is, 1 2 3\n",
    ],
    ['Write the number of words of poem.txt into count.txt.', '8\n', "It's a well-known thing - and so it is, 1 2 3\n"],
    ['Create a.md with the number of words in poem.txt and a summary.', 'Eleven words in 4 lines.\n', POEM],
    ['Write the number of words in poem.txt to count.txt in Roman numerals.', 'XI, or 3\n', POEM],
    ['Write the number of different words of poem.txt into count.txt.', '3\n', POEM],
    ['Write the number of words of poem.txt into count.txt, without stop words.', '3\n', POEM],
    ['Write the number of words of poem.txt into count.txt. Only words with capitals count.', '3\n', POEM],
    ['Write the number of words of each line of poem.txt into count.txt.', '3\n', POEM],
    ['Write the number of words of poem.txt into count.txt.', 'eleven\n', POEM],
    ['Write the number of words of poem.txt into count.txt.', '3\n', '春眠不覚暁\n'],
    ['Count the lines and the words of poem.txt and write them to a.json as {"lines": n}.', '{"lines": 4}\n', POEM],
    ['Write the number of lines of poem.txt to a.json as {"lines": n} in binary.', '{"lines": 100}\n', POEM],
    ['Write the number of characters in poem.txt to count.txt.', '47\n', POEM],
    ['Write the number of characters in poem.txt to count.txt.', '46\n', POEM],
    ['Write the number of characters in poem.txt to count.txt.', '43\n', POEM],
    ['Write a script count.py that writes the number of words of poem.txt to count.txt.', '3\n', POEM],
  ])('may be right: %s %j', (told, text, source) => {
    expect(problem(told, text, source)).toBeNull();
  });

  it('is looked for each by itself', () => {
    const told = 'Write the number of lines, words and characters of poem.txt to count.txt.';
    expect(soughtIn(told).map(({ what }) => what)).toEqual(['lines', 'words', 'characters']);
  });

  it.each([
    ['Add "d" to l.txt, and afterwards write the number of lines of l.txt to n.txt.', true],
    ['Add "d" to l.txt. Then write the number of lines of l.txt to n.txt.', true],
    ['Write the number of lines of l.txt to n.txt, then add "d" to l.txt.', false],
    ['Add "d" to l.txt, then write the number of lines of l.txt to n.txt. Add "e" to l.txt.', false],
    ['Add "d" to l.txt and write the number of lines of l.txt to n.txt.', false],
    ['Then write the number of lines of l.txt to n.txt and delete a.txt.', false],
  ])('is worked out at the end of all: %s', (told, isLast) => {
    expect(isWorkedOutLast(told, { what: 'lines', name: '', from: 'l.txt', to: 'n.txt' })).toBe(isLast);
  });
  it('may come behind another order', () => {
    expect(soughtIn('Add "d" to l.txt, and afterwards write the number of lines of l.txt to n.txt.')).toEqual([
      { what: 'lines', name: '', from: 'l.txt', to: 'n.txt' },
    ]);
    expect(soughtIn('Count the lines of l.txt, then write the number to n.txt.').map(({ to }) => to)).toEqual([
      'n.txt',
    ]);
  });
  it('is the value that a file is said to set', () => {
    expect(soughtIn('Write the port that config.yaml sets to port.txt, nothing else.')).toEqual([
      { what: 'key', name: 'port', from: 'config.yaml', to: 'port.txt' },
    ]);
    expect(soughtIn('Write the tests that config.yaml needs to a.txt.')).toEqual([]);
    expect(soughtIn('Write the port that config.yaml sets plus one to port.txt.')).toEqual([]);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['then ', 'then a.txt b.txt ', ' '])
      assertLinear(
        (text: string) => isWorkedOutLast(text, { what: 'lines', name: '', from: 'a.txt', to: 'b.txt' }),
        unit,
        4000,
      );
    for (const unit of ['count the words in ', 'write the number of words, ', 'a.txt has ', 'how many words '])
      assertLinear(soughtIn, unit, 16_000 / unit.length);
    assertLinear(soughtIn, 'write the sum of all the values of the ', 2000);
    assertLinear((text) => problem(TOTAL, text.slice(0, 4000), `amount\n${text}`), '1,', 20_000);
  });
});
