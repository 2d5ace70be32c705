import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { wentAlong } from './others-went-along.js';

const INI = '[web]\nport = 5432\n\n[db]\nport = 5432\n';
const YAML = 'web:\n  port: 5432\ndb:\n  port: 5432\n';
const JSON_TEXT = '{\n  "client": {\n    "timeout": 10\n  },\n  "server": {\n    "timeout": 10\n  }\n}\n';
const USERS = '[\n  { "name": "alice", "role": "user" },\n  { "name": "bob", "role": "user" }\n]\n';
const LONG_USERS =
  '[\n  {\n    "name": "alice",\n    "role": "user"\n  },\n  {\n    "name": "bob",\n    "role": "user"\n  }\n]\n';
const STEPS = 'steps:\n  - name: build\n    timeout: 10\n  - name: test\n    timeout: 10\n';
const CSS = '.note {\n  color: black;\n}\n.title {\n  color: black;\n}\n';
const CODE = 'MAX_ITEMS = 100\nMAX_USERS = 100\n';
const COMPOSE = 'services:\n  web:\n    image: nginx:1.25\n  proxy:\n    image: nginx:1.25\n';

const along = (told: string, before: string, from: string, to: string) =>
  wentAlong(before.replaceAll(from, to), before, told);

describe('what is changed of one', () => {
  it.each<[string, string, string, string, string]>([
    ['In cfg.ini set port in the section [db] to 5433.', INI, '5432', '5433', 'web'],
    ['In cfg.ini change the port in the db section to 5433.', INI, '5432', '5433', 'web'],
    ['In a.yml set the port of db to 5433.', YAML, '5432', '5433', 'web'],
    ['In a.yml change db.port to 5433.', YAML, '5432', '5433', 'web'],
    ['In a.json set timeout of the client to 30.', JSON_TEXT, '10', '30', 'server'],
    ['In users.json set the role of bob to "admin".', USERS, '"user"', '"admin"', 'alice'],
    ['In users.json set the role of bob to "admin".', LONG_USERS, '"user"', '"admin"', 'alice'],
    ['Set the timeout of the step build to 30.', STEPS, '10', '30', 'test'],
    ['In app.css set the color of .title to red.', CSS, 'black', 'red', 'note'],
    ['In limits.py let MAX_USERS be 200.', CODE, '100', '200', 'MAX_ITEMS'],
    ['In docker-compose.yml change the image of web to nginx:1.27.', COMPOSE, '1.25', '1.27', 'proxy'],
  ])('is not changed of others: %s', (told, before, from, to, other) => {
    expect(along(told, before, from, to)).toContain(other);
    const at = before.lastIndexOf(from) === before.indexOf(from) ? 0 : before.lastIndexOf(from);
    expect(wentAlong(before.slice(0, at) + before.slice(at).replace(from, to), before, told)).toBeNull();
  });

  it.each<[string, string, string, string]>([
    ['In a.yml set the port of db and of web to 5433.', YAML, '5432', '5433'],
    ['In a.yml set the port of db to 5433, and that of web as well.', YAML, '5432', '5433'],
    ['In a.yml set the port of db to 5433 in all places.', YAML, '5432', '5433'],
    ['In a.yml set the port to 5433.', YAML, '5432', '5433'],
    ['The database has moved to port 5433: update a.yml.', YAML.replace('db:', 'database:'), '5432', '5433'],
    ['In a.yml replace 5432 with 5433; db listens there.', YAML, '5432', '5433'],
    ['Set the ports of db to 5433.', YAML, '5432', '5433'],
    ['Set the port of db to 5433.', YAML.replace('web:', 'db-replica:'), '5432', '5433'],
    ['Set the port of db to 5433.', 'db:\n  port: 5432\nweb:\n  url: http://db:5432\n', '5432', '5433'],
    ['Set the port of db to 5433.', 'db:\n  port: 5432\nadmin:\n  listen: 5432\n', '5432', '5433'],
    [
      'Set the color of .title to red.',
      `${CSS.slice(CSS.indexOf('.title'))}@media print {\n  .title {\n    color: black;\n  }\n}\n`,
      'black',
      'red',
    ],
    ['Let MAX_USERS be 200.', 'MAX_USERS = 100\nDEFAULT_MAX_USERS = 100\n', '100', '200'],
    ['Set port to 5433.', 'port: 5432\nlisten: 5432\n', '5432', '5433'],
  ])('may be meant for more: %s', (told, before, from, to) => {
    expect(along(told, before, from, to)).toBeNull();
  });
});

it('is read in linear time', () => {
  const old = 'a:\n  b: 1\nc:\n  b: 1\n';
  assertLinear((text) => wentAlong(text + old.replaceAll('1', '2'), text + old, 'Set b of a to 2.'), '    x\n', 5000);
  assertLinear((text) => wentAlong(old.replaceAll('1', '2'), old, text), 'b of the ', 2000);
  assertLinear((text) => wentAlong(text.replaceAll('1', '2'), text, 'Set b of a to 2.'), ' ', 5000, {
    start: 'a:\n  b: 1',
    end: 'x\nc:\n  b: 1\n',
  });
});
