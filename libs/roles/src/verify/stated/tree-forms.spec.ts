import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { faults, removePlayed, type Files } from './played.fixture.js';
import { recordsOf } from './records.js';
import { settingsValue, tomlValue, xmlRoot } from './tree-forms.js';

afterEach(removePlayed);
const XML =
  '<?xml version="1.0"?>\n<books>\n  <book id="1"><title>Moby Dick</title><author>Melville</author></book>\n  <book id="2"><title>Emma</title><author>Austen</author></book>\n  <book id="3"><title>Ulysses</title><author>Joyce</author></book>\n</books>\n';
const BOOKS = [
  { id: 1, title: 'Moby Dick', author: 'Melville' },
  { id: 2, title: 'Emma', author: 'Austen' },
  { id: 3, title: 'Ulysses', author: 'Joyce' },
];
const TABLE = 'id,title,author\n1,Moby Dick,Melville\n2,Emma,Austen\n3,Ulysses,Joyce\n';
const LESS = XML.replace(/.*Emma.*\n/, '');
const INI = '; settings\n[server]\nhost = localhost\nport = 8080\n\n[log]\nlevel = debug\nfile = app.log\n';
const TOML =
  'title = "x"\n[server]\nhost = "localhost"\nports = [1, 2, 3]\n[[user]]\nname = "anna"\n[[user]]\nname = "bob"\n';
const json = (value: unknown): string => JSON.stringify(value);

describe('XML, TOML and settings on their way to another form', () => {
  it.each<[string, Files, Files]>([
    ['Convert b.xml to b.json.', { 'b.xml': XML }, { 'b.json': json(BOOKS.slice(0, 2)) }],
    ['Convert b.xml to b.json.', { 'b.xml': XML }, { 'b.json': json(BOOKS.map(({ id, title }) => ({ id, title }))) }],
    [
      'Convert b.xml to b.csv.',
      { 'b.xml': XML.replaceAll(/ id="\d"/g, '') },
      { 'b.csv': 'title,author\nEmma,Austen\n' },
    ],
    ['Convert b.json to b.xml.', { 'b.json': json(BOOKS) }, { 'b.xml': LESS }],
    ['Convert b.csv to b.xml.', { 'b.csv': TABLE }, { 'b.xml': LESS }],
    ['Convert a.ini to a.json', { 'a.ini': INI }, { 'a.json': json({ server: { host: 'localhost', port: 8080 } }) }],
    ['Convert a.ini to TOML as a.toml', { 'a.ini': INI }, { 'a.toml': '[server]\nhost = "localhost"\nport = 8080\n' }],
    [
      'Convert a.toml to a.yaml',
      { 'a.toml': TOML },
      { 'a.yaml': 'title: x\nserver:\n  host: localhost\n  ports: [1, 2, 3]\nuser:\n  - name: anna\n' },
    ],
    ['Convert a.json to a.toml', { 'a.json': '{"a":{"b":"one","c":"two"}}' }, { 'a.toml': '[a]\nb = "one"\n' }],
    [
      'Convert a.yaml to a.ini',
      { 'a.yaml': 'server:\n  port: 80\nlog:\n  level: info\n' },
      { 'a.ini': '[server]\nport=80\n' },
    ],
    [
      'Convert a.properties to a.yaml',
      { 'a.properties': 'server.port=80\nserver.host=localhost\n' },
      { 'a.yaml': 'server:\n  port: 80\n' },
    ],
  ])('is noticed where it loses something: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).not.toBe('');
  });

  it.each<[string, Files, Files]>([
    ['Convert b.xml to b.json.', { 'b.xml': XML }, { 'b.json': json(BOOKS) }],
    ['Convert b.xml to b.json.', { 'b.xml': XML }, { 'b.json': json({ books: { book: BOOKS } }) }],
    ['Convert b.xml to b.csv.', { 'b.xml': XML }, { 'b.csv': TABLE }],
    ['Convert b.csv to b.xml.', { 'b.csv': TABLE }, { 'b.xml': XML }],
    [
      'Convert b.json to b.xml.',
      { 'b.json': json(BOOKS) },
      {
        'b.xml': `<books>${BOOKS.map((b) => `<book id="${b.id}" title="${b.title}" author="${b.author}"/>`).join('')}</books>`,
      },
    ],
    [
      'Convert a.ini to a.json',
      { 'a.ini': INI },
      { 'a.json': json({ server: { host: 'localhost', port: 8080 }, log: { level: 'debug', file: 'app.log' } }) },
    ],
    [
      'Convert a.json to a.toml',
      { 'a.json': '{"a":{"b":"one","c":"two"}}' },
      { 'a.toml': 'a.b = "one"\na.c = "two"\n' },
    ],
    ['Convert a.json to a.env', { 'a.json': '{"db":{"host":"local"}}' }, { 'a.env': 'DB_HOST=local\n' }],
    [
      'Convert setup.cfg to pyproject.toml',
      { 'setup.cfg': '[metadata]\nname = x\n' },
      { 'pyproject.toml': '[project]\n' },
    ],
    [
      'Convert x.xml to x.yaml',
      { 'x.xml': '<a xmlns:b="urn:x"><b:c><![CDATA[some text]]></b:c><!-- note --><d/></a>' },
      { 'x.yaml': 'a:\n  c: some text\n' },
    ],
    [
      'Convert f.xml to f.json',
      {
        'f.xml':
          '<rss version="2.0"><item><title>First story</title></item><item><title>Second story</title></item></rss>',
      },
      { 'f.json': json([{ title: 'First story' }, { title: 'Second story' }]) },
    ],
    [
      'Convert x.xml to x.json',
      { 'x.xml': '<p>Some text <b>in bold</b> letters</p>' },
      { 'x.json': json({ p: 'Some text in bold letters' }) },
    ],
  ])('is right where nothing is lost: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });

  it('is read or not, whatever it is, and in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/="\'[]-!?;:.&#\n ab') }), (text) => {
        xmlRoot(text);
        settingsValue(text);
        tomlValue(text);
      }),
    );
    for (const piece of ['<a ', '<a b="', '<!--', '<![CDATA[', '<?', '[a', 'a=\n ', '&amp']) {
      assertLinear(xmlRoot, piece, 10_000);
      assertLinear(settingsValue, piece, 10_000);
    }
    for (const piece of ['<!x', '<!--', '</a>', '<a "', '"', ',"'])
      for (const type of ['xml', 'csv']) assertLinear((text) => recordsOf(`a.${type}`, text), piece, 30_000);
  });

  it('leaves the prototype of values alone', () => {
    expect(Object.keys(settingsValue('[__proto__]\na = 1\n') ?? {})).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});
