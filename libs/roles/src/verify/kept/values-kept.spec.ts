import { describe, expect, it } from 'vitest';
import { stated } from '../stated/facts.js';
import { restStays, typesChanged, valuesChanged } from './values-kept.js';

const YAML = 'server:\n  timeout: 30\npool:\n  size: 10\n  idle: 4\n';
const ASKED = 'Raise the pool size to 25. Every other setting stays as it is.';

describe('values of settings that nobody spoke of', () => {
  it.each([
    ASKED,
    'Set x to 1 and leave the rest.',
    'Set x to 1; the rest stays.',
    'Set x to 1. Change nothing else.',
    'All other keys must remain unchanged.',
    'Set x to 1, do not touch anything else.',
  ])('are to stay: %s', (text) => {
    expect(restStays(text)).toBe(true);
  });
  it.each(['Set the pool size to 25.', 'Stay in the other folder.', 'The others are slow.'])('may not: %s', (text) => {
    expect(restStays(text)).toBe(false);
  });

  it.each<[string, string, string, string]>([
    ['a.yaml', YAML, YAML.replace('10', '25').replace('30', '3'), 'server.timeout was 30 and is 3'],
    ['a.yml', YAML, YAML.replace('10', '25').replace('idle: 4', 'idle: 0'), 'pool.idle was 4 and is 0'],
    ['a.json', '{"a":{"size":1,"on":true}}', '{"a":{"size":25,"on":false}}', 'a.on was true and is false'],
    ['a.toml', 'size = 1\nname = "x"\n', 'size = 25\nname = "y"\n', 'name was x and is y'],
    ['a.ini', '[a]\nsize=1\nname=x\n', '[a]\nsize=25\nname=y\n', 'a.name was x and is y'],
    ['.env', 'SIZE=1\nNAME=x\n', 'SIZE=25\nNAME=y\n', 'NAME was x and is y'],
  ])('have changed in %s', (path, before, now, told) => {
    expect(valuesChanged(path, now, before, ASKED)).toBe(told);
  });
  it.each<[string, string, string, string]>([
    ['a.yaml', YAML, YAML.replace('10', '25'), ASKED],
    ['a.yaml', YAML, YAML.replace('size: 10', "size: '25'").replace('timeout: 30', 'timeout: "30"'), ASKED],
    ['a.json', '{"maxOpenFiles":1,"b":2}', '{"maxOpenFiles":9,"b":2}', 'Raise the open file limit. Leave the rest.'],
    ['a.json', '{"b":[1,2]}', '{"b":[1,3]}', 'Make the second b 3, leave the rest.'],
    ['a.json', '{"b":', '{"b":1}', ASKED],
  ])('have not in %s', (path, before, now, asked) => {
    expect(valuesChanged(path, now, before, asked)).toBeNull();
  });
});

describe('values that are set along with the one that was asked for', () => {
  const PACKAGE = '{"name":"shop","version":"1.4.0","build":"1.4.0","private":false,"debug":false}';
  const VERSION = 'Set the version in package.json to 2.0.0.';
  it.each<[string, string, string, string]>([
    [VERSION, 'shop', '2.0.0', 'name was shop and is 2.0.0'],
    [`${VERSION} Every other setting stays as it is.`, 'shop', '2.0.0', 'name was shop and is 2.0.0'],
    ['Set debug to true in package.json.', 'false', 'true', 'private was false and is true'],
  ])('are changed: %s', (asked, from, to, told) => {
    const set = asked.includes('version') ? PACKAGE.replace('"version":"1.4.0"', '"version":"2.0.0"') : PACKAGE;
    expect(valuesChanged('package.json', set.replaceAll(from, to), PACKAGE, asked)).toBe(told);
  });
  it.each<[string, string, string]>([
    [VERSION, '1.4.0', '2.0.0'],
    ['Set the version in package.json to 2.0.0, and the name to the same.', 'shop', '2.0.0'],
    ['Set both flags to true, debug first.', 'false', 'true'],
    ['Set the versions to shop.', '1.4.0', 'shop'],
    ['Set version and build to 2.0.0.', '1.4.0', '2.0.0'],
  ])('may be meant: %s', (asked, from, to) => {
    expect(valuesChanged('package.json', PACKAGE.replaceAll(from, to), PACKAGE, asked)).toBeNull();
  });
});

describe('values of other groups, which are to stay', () => {
  const TOML = '[web]\ntimeout = 30\n[db]\ntimeout = 30\n[mail]\ntimeout = 30\n';
  const DB = TOML.replace('[db]\ntimeout = 30', '[db]\ntimeout = 60');
  const STAY = 'Leave the other sections as they are.';
  const SET = 'Set the timeout of the section db to 60.';
  it.each([
    `In app.toml set the timeout of the section db to 60 and leave the other sections as they are.`,
    `${SET} All other sections must remain unchanged.`,
    `${SET} Do not touch any of the other sections.`,
  ])('have changed: %s', (asked) => {
    const told = 'mail.timeout was 30 and is 60, web.timeout was 30 and is 60';
    expect(valuesChanged('app.toml', TOML.replaceAll('30', '60'), TOML, asked)).toBe(told);
    expect(valuesChanged('app.toml', DB, TOML, asked)).toBeNull();
  });
  it.each([
    SET,
    `Set the timeout of web, db and mail to 60. ${STAY}`,
    `Set the timeout to 60. ${STAY}`,
    `Set the timeout of the database to 60. ${STAY}`,
  ])('may be meant: %s', (asked) => {
    expect(valuesChanged('app.toml', TOML.replaceAll('30', '60'), TOML, asked)).toBeNull();
  });
  it('may belong to a group within the one that is named', () => {
    const nested = '{"db":{"timeout":30,"pool":{"timeout":30}},"web":{"timeout":30}}';
    const now = nested.replace('{"timeout":30,"pool":{"timeout":30}}', '{"timeout":60,"pool":{"timeout":60}}');
    expect(valuesChanged('a.json', now, nested, `${SET} ${STAY}`)).toBeNull();
  });
});

describe('types of values', () => {
  const BOOKS = '[{"year": 2019, "pages": 144, "lent": false}]';
  it.each([
    ['"pages": "144", "lent": false', '0.pages was 144 and is "144"'],
    ['"pages": 144, "lent": "false"', '0.lent was false and is "false"'],
  ])('stay: %s', (now, said) => {
    const text = `[{"year": 2020, ${now}}]`;
    expect(typesChanged('a.json', text, BOOKS, 'Set the year of "Moss" to 2020.')).toBe(said);
  });

  it.each([
    ['[{"year": "2020", "pages": 144, "lent": false}]', 'Set the year to 2020.'],
    ['[{"year": 2019, "pages": "144", "lent": false}]', 'Turn all pages into strings.'],
    ['[{"year": 2019, "pages": "145", "lent": false}]', 'Set it.'],
  ])('may change: %s', (text, asked) => {
    expect(typesChanged('a.json', text, BOOKS, asked)).toBeNull();
  });

  it('are no texts where a number was said for a number', () => {
    const changed = (asked: string, now: string): string | null =>
      typesChanged('a.json', `{"retries":${now},"name":"3"}`, '{"retries":3,"name":"3"}', asked, stated(asked).facts);
    const asked = 'Change "retries" from 3 to 5 in a.json.';
    expect(changed(asked, '"5"')).toBe('retries was 3 and is "5"');
    expect(changed(asked, '5')).toBeNull();
    expect(changed('Set retries to "5" in a.json.', '"5"')).toBeNull();
    expect(changed('Set retries to the string 5 in a.json.', '"5"')).toBeNull();
    expect(changed('Set retries to never in a.json.', '"never"')).toBeNull();
    // As a number it would be 3.1.
    expect(changed('Set retries to 3.10 in a.json.', '"3.10"')).toBeNull();
  });
});
