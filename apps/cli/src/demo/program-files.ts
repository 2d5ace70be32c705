/* What the scripted model writes: a small converter from CSV to JSON, and one first try that is wrong. */

/** Breaks at every comma, quoted or not: the bug that the subtask's check finds. */
export const PARSE_CSV_WRONG = `/** The rows of a CSV text, each an array of its fields. */
export function parseCsv(text) {
  return text
    .trimEnd()
    .split(/\\r?\\n/)
    .map((line) => line.split(','));
}
`;

export const PARSE_CSV = `/** The rows of a CSV text (RFC 4180), each an array of its fields. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let field = '';
  let quoted = false;
  const endRow = () => {
    rows.push([...row, field]);
    row = [];
    field = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(field);
      field = '';
    } else if (char === '\\n') endRow();
    else if (char !== '\\r') field += char;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}
`;

export const PARSE_CSV_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCsv } from '../src/parse-csv.mjs';

test('splits rows and fields', () => {
  assert.deepEqual(parseCsv('a,b\\n1,2\\n'), [['a', 'b'], ['1', '2']]);
});

test('keeps a comma inside quotes in its field', () => {
  assert.deepEqual(parseCsv('name,city\\n"Quispe, Ana",Lima\\n'), [['name', 'city'], ['Quispe, Ana', 'Lima']]);
});

test('reads a doubled quote as one and keeps line breaks inside quotes', () => {
  assert.deepEqual(parseCsv('"say ""hi""","two\\nlines"'), [['say "hi"', 'two\\nlines']]);
});
`;

export const TO_JSON = `/** JSON text of objects: one for each row, with the header's names as keys. */
export function toJson(header, rows) {
  const objects = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
  return JSON.stringify(objects, null, 2);
}
`;

export const TO_JSON_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toJson } from '../src/to-json.mjs';

test('makes an object of each row', () => {
  assert.deepEqual(JSON.parse(toJson(['a', 'b'], [['1', '2'], ['3', '4']])), [{ a: '1', b: '2' }, { a: '3', b: '4' }]);
});

test('fills fields that a short row lacks', () => {
  assert.deepEqual(JSON.parse(toJson(['a', 'b'], [['1']])), [{ a: '1', b: '' }]);
});
`;

/** The names of the functions are what the model has to know from the work before. */
export const commandLine = (parse: string, write: string): string => `import { readFileSync } from 'node:fs';
import { ${parse} } from './src/parse-csv.mjs';
import { ${write} } from './src/to-json.mjs';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node csv2json.mjs FILE.csv');
  process.exit(2);
}
const [header = [], ...rows] = ${parse}(readFileSync(path, 'utf8'));
console.log(${write}(header, rows));
`;

export const COMMAND_LINE_TEST = `import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

test('prints the example as JSON', () => {
  const printed = execFileSync(process.execPath, [at('../csv2json.mjs'), at('../examples/people.csv')], { encoding: 'utf8' });
  assert.deepEqual(JSON.parse(printed), [
    { name: 'Quispe, Ana', city: 'Lima' },
    { name: 'Okafor, Chidi', city: 'Enugu' },
  ]);
});

test('says how it is used when no file is named', () => {
  const { status, stderr } = spawnSync(process.execPath, [at('../csv2json.mjs')], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /usage/);
});
`;

export const PEOPLE = `name,city
"Quispe, Ana",Lima
"Okafor, Chidi",Enugu
`;
