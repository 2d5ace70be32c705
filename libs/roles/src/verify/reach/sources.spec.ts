import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { stated } from '../stated/facts.js';
import { readOnlyIn } from './sources.js';

const read = (told: string): string[] => {
  const { files, onlyFor } = readOnlyIn(told, stated(told));
  return [...files, ...(onlyFor === null ? [] : [`for ${onlyFor}`])];
};

describe('what a goal only reads', () => {
  it.each<[string, string[]]>([
    ['From data.csv make report.md.', ['data.csv']],
    ['Make report.md with a table of the sums from data.csv.', ['data.csv']],
    ['Write a summary to out.md based on notes.md', ['notes.md']],
    ['Create report.md using config.json as the source.', ['config.json']],
    ['Write a page for each person in team.csv in the folder team.', ['team.csv']],
    ['Write a short reminder to every guest in guests.csv into the folder reminders.', ['guests.csv']],
    ['Write a Python script that reads access.log and prints the number of errors.', ['access.log']],
    ['Write a script sum.py that reads data.csv and writes the sums to sums.csv.', ['data.csv']],
    ['Write a query in top.sql: the three best customers. Tables are in schema.sql.', ['schema.sql']],
    ['Write top.md. Use best.json as the source.', ['best.json']],
    ['Write a JSON schema for the objects in books.json. Title and tags are required.', ['books.json']],
    ['Merge team-a.json and team-b.json into team.json, nobody twice, sorted by name.', ['team-a.json', 'team-b.json']],
    ['Convert prices.csv to prices.json.', ['prices.csv']],
    ['Translate LIESMICH.md into English as README.md. Code blocks stay as they are.', ['LIESMICH.md']],
    ['Split sales.csv into one file per region. Each gets the header.', ['sales.csv']],
    ['From data.csv make report.md. Do not change anything else.', ['data.csv']],
    ['Go through the minutes and collect the action items in todo.md, grouped by person.', ['for todo.md']],
  ])('is found: %s', (told, names) => {
    expect(read(told)).toEqual(names);
  });

  it.each([
    // It is to be changed as well, or may be.
    'From data.csv make report.md, and fix the wrong dates in the data.',
    'Clean up data.csv and make report.md from it.',
    'From data.csv make report.md. Also sort the rows by date.',
    'Remove the duplicates from data.csv.',
    'Sort data.csv and write the result to data.csv.',
    'Make data.csv from data.csv without the empty rows.',
    'From data.csv make report.md; data.csv needs a header.',
    'Move the totals from data.csv to report.md.',
    'Extract the contacts in notes.md into contacts.md.',
    'Create faq.md from the section FAQ of README.md.',
    'Make b.md out of the second half of a.md.',
    'Split notes.md into one file per chapter.',
    'Rename data.csv to old.csv.',
    'Write a comment for each function in a.py.',
    'Write a docstring for every key in en.json.',
    'Write a script that reads tasks.csv and removes the rows that are done.',
    'Write an app that reads tasks.csv and lets me tick them.',
    // Code may have to be fitted, and settings to code.
    'Write tests for a.py in test_a.py.',
    'Make app.py read its port from config.json.',
    'Create b.js from a.js.',
    'Create data.csv with three rows and copy it to old/data.csv.',
    'Collect the notes in todo.md and mark them as done in the files.',
    'Aus daten.csv bitte bericht.md machen.',
    'Write a.txt with the text "from data.csv".',
  ])('is not certain: %s', (told) => {
    expect(read(told)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    assertLinear(read, 'a.csv, ', 2000, { start: 'From ', end: 'make the report of ' });
    assertLinear(read, 'the each of ', 2000, { start: 'Write ' });
    assertLinear(read, 'Tables are in the ', 2000);
  });
});
