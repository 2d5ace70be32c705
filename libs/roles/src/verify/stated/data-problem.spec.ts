import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);
const T = { 'users.csv': 'id,name,city\n1,Anna,Bern\n2,Bob,"Rome, IT"\n3,Carl,Oslo\n' };
const J =
  '[{"id":1,"name":"Anna","city":"Bern"},{"id":2,"name":"Bob","city":"Rome, IT"},{"id":3,"name":"Carl","city":"Oslo"}]\n';

describe('data of which a part is lost on its way', () => {
  it.each<[string, Files, Files]>([
    [
      'Convert users.csv to users.json.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna","city":"Bern"},{"id":2,"name":"Bob","city":"Rome, IT"}]\n' },
    ],
    [
      'Convert users.csv to JSON and save it as users.json.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna"},{"id":2,"name":"Bob"},{"id":3,"name":"Carl"}]\n' },
    ],
    [
      'Convert users.csv to users.json, a list of objects with id (a number) and name, indented by two spaces.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna"},{"id":2,"name":"Bob"}]\n' },
    ],
    [
      'Convert users.csv to users.json, a list with an object for each row.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna","city":"Bern"},{"id":2,"name":"Bob","city":"Rome, IT"}]\n' },
    ],
    [
      'Convert users.csv into users.json, keeping all rows.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna","city":"Bern"}]\n' },
    ],
    [
      'Convert data.json to data.csv.',
      { 'data.json': '[{"a":1,"b":"xxxx"},{"a":2,"b":"yyyy"},{"a":3,"b":"zzzz"}]\n' },
      { 'data.csv': 'a,b\n1,xxxx\n3,zzzz\n' },
    ],
    [
      'Convert config.json to config.yml with the same keys and values.',
      { 'config.json': '{"host":"db7.example.org","port":6543}' },
      { 'config.yml': 'host: localhost\nport: 5432\n' },
    ],
    [
      'Convert config.yaml to config.json.',
      { 'config.yaml': 'server:\n  port: 80\n  host: localhost\nlog: debug\n' },
      { 'config.json': '{"server":{"port":80},"log":"debug"}\n' },
    ],
    [
      'Convert config.json to YAML in config.yml.',
      { 'config.json': '{"a":{"list":["one","two","three"]},"b":2}\n' },
      { 'config.yml': 'a:\n  list:\n    - one\n    - two\nb: 2\n' },
    ],
    [
      'Create users.json from users.csv.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna","city":"Bern"},{"id":3,"name":"Carl","city":"Oslo"}]\n' },
    ],
    [
      'Convert users.csv to a Markdown table in users.md.',
      T,
      { 'users.md': '| id | name | city |\n|---|---|---|\n| 1 | Anna | Bern |\n' },
    ],
    [
      'Merge a.txt and b.txt into c.txt.',
      { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\nfour\n' },
      { 'c.txt': 'one\ntwo\n' },
    ],
    [
      'Merge a.json and b.json into c.json.',
      { 'a.json': '{"x":1,"y":2}\n', 'b.json': '{"z":3}\n' },
      { 'c.json': '{"x":1,"y":2}\n' },
    ],
    [
      'Combine jan.csv and feb.csv into all.csv.',
      { 'jan.csv': 'day,sum\n1,10\n2,20\n', 'feb.csv': 'day,sum\n1,30\n2,40\n' },
      { 'all.csv': 'day,sum\n1,10\n2,20\n1,30\n' },
    ],
    [
      'Merge notes.md and ideas.md into one file all.md.',
      {
        'notes.md': '# Notes\n\nBuy some milk today.\nCall the plumber soon.\n',
        'ideas.md': '# Ideas\n\nBuild a small boat.\nWrite a long novel.\n',
      },
      { 'all.md': '# All\n\nBuy some milk today.\nCall the plumber soon.\n' },
    ],
    [
      'Merge a.py and b.py into c.py.',
      { 'a.py': 'def one():\n    return 1\n', 'b.py': 'def two():\n    return 2\n' },
      { 'c.py': 'def one():\n    return 1\n' },
    ],
    ['Merge b.txt into a.txt.', { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\nfour\n' }, { 'a.txt': 'three\nfour\n' }],
    [
      'Merge list1.json and list2.json into all.json.',
      { 'list1.json': '["alpha","beta"]\n', 'list2.json': '["gamma","delta"]\n' },
      { 'all.json': '["alpha","beta"]\n' },
    ],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, { ...before, ...after })).not.toBe('');
  });
});

describe('data that is all there, or was to be less', () => {
  it.each<[string, Files, Files]>([
    [
      'Convert config.json to config.yml with the same keys and values.',
      { 'config.json': '{"host":"db7.example.org","port":6543}' },
      { 'config.yml': '# of the old file\nport: 6543\nhost: "db7.example.org"\n' },
    ],
    ['Convert users.csv to users.json.', T, { 'users.json': J }],
    ['Convert users.csv to users.json, as an array of objects per row.', T, { 'users.json': J }],
    [
      'Convert users.csv to users.json, a list of objects with id (a number) and name, indented by two spaces.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna"},{"id":2,"name":"Bob"},{"id":3,"name":"Carl"}]\n' },
    ],
    ['Convert users.csv to users.json.', T, { 'users.json': `{"users":${J.trim()}}\n` }],
    [
      'Convert users.csv to users.json keyed by id.',
      T,
      {
        'users.json':
          '{"1":{"name":"Anna","city":"Bern"},"2":{"name":"Bob","city":"Rome, IT"},"3":{"name":"Carl","city":"Oslo"}}\n',
      },
    ],
    [
      'Convert users.csv to users.json, only users from Bern.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna","city":"Bern"}]\n' },
    ],
    [
      'Convert users.csv to users.json. Skip the city.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna"},{"id":2,"name":"Bob"},{"id":3,"name":"Carl"}]\n' },
    ],
    [
      'Convert users.csv to users.json with the fields id and name.',
      T,
      { 'users.json': '[{"id":1,"name":"Anna"},{"id":2,"name":"Bob"},{"id":3,"name":"Carl"}]\n' },
    ],
    [
      'Write a script that converts users.csv to users.json.',
      T,
      { 'conv.py': 'import csv, json\njson.dump(list(csv.DictReader(open("users.csv"))), open("users.json", "w"))\n' },
    ],
    ['Convert t.csv to t.json.', { 't.csv': 'a,b\n1,2\n' }, { 't.json': '[["a","b"],["1","2"]]\n' }],
    [
      'Convert t.csv to t.json.',
      { 't.csv': 'address.city,name\nBern,Anna\n' },
      { 't.json': '[{"address":{"city":"Bern"},"name":"Anna"}]\n' },
    ],
    [
      'Convert data.json to data.csv.',
      { 'data.json': '[{"a":1,"b":"xxxx"},{"a":2,"b":"yyyy"}]\n' },
      { 'data.csv': 'a,b\n1,xxxx\n2,yyyy\n' },
    ],
    [
      'Convert data.json to data.csv.',
      { 'data.json': '{"rows":[{"a":1,"b":{"c":2}}]}\n' },
      { 'data.csv': 'a,b.c\n1,2\n' },
    ],
    [
      'Convert config.yaml to config.json.',
      { 'config.yaml': '# c\nserver:\n  port: 80\n  on: yes\n  at: 2024-01-01\n' },
      { 'config.json': '{"server":{"port":80,"on":true,"at":"2024-01-01"}}\n' },
    ],
    [
      'Convert config.yaml to config.json.',
      { 'config.yaml': 'a: &x\n  b: 1\nc: *x\n' },
      { 'config.json': '{"a":{"b":1},"c":{"b":1}}\n' },
    ],
    [
      'Convert config.json to config.yaml.',
      { 'config.json': '{"a":["one","two"],"b":{}}\n' },
      { 'config.yaml': 'a:\n  - one\n  - two\nb: {}\n' },
    ],
    [
      'Convert notes.md to notes.html.',
      { 'notes.md': '# A\n\ntext\n' },
      { 'notes.html': '<html><body><h1>A</h1><p>text</p></body></html>\n' },
    ],
    [
      'Convert log.jsonl to log.json.',
      { 'log.jsonl': '{"a":"xxxx"}\n{"a":"yyyy"}\n' },
      { 'log.json': '[{"a":"xxxx"},{"a":"yyyy"}]\n' },
    ],
    [
      'Convert users.csv to a Markdown table in users.md.',
      T,
      {
        'users.md':
          '# Users\n\n| id | name | city |\n|---|---|---|\n| 1 | Anna | Bern |\n| 2 | Bob | Rome, IT |\n| 3 | Carl | Oslo |\n',
      },
    ],
    [
      'Convert users.csv to users.tsv.',
      T,
      { 'users.tsv': 'id\tname\tcity\n1\tAnna\tBern\n2\tBob\tRome, IT\n3\tCarl\tOslo\n' },
    ],
    [
      'Convert s.csv to s.json.',
      { 's.csv': 'name;note\nAnna;"two\nlines"\n' },
      { 's.json': '[{"name":"Anna","note":"two\\nlines"}]\n' },
    ],
    [
      'Create summary.json from users.csv with the number of users per city.',
      T,
      { 'summary.json': '{"Bern":1,"Rome, IT":1,"Oslo":1}\n' },
    ],
    ['Create stats.json from users.csv.', T, { 'stats.json': J }],
    [
      'Merge a.txt and b.txt into c.txt.',
      { 'a.txt': 'one\ntwo\n', 'b.txt': 'two\nthree\n' },
      { 'c.txt': 'one\nthree\ntwo\n' },
    ],
    [
      'Merge a.txt and b.txt into c.txt without duplicates.',
      { 'a.txt': 'One\ntwo\n', 'b.txt': 'one\nTwo\n' },
      { 'c.txt': 'one\ntwo\n' },
    ],
    [
      'Merge a.json and b.json into c.json; values of b win.',
      { 'a.json': '{"x":1,"y":2}\n', 'b.json': '{"x":3}\n' },
      { 'c.json': '{"x":3,"y":2}\n' },
    ],
    [
      'Merge a.json and b.json into c.json.',
      { 'a.json': '{"name":"alpha","y":2}\n', 'b.json': '{"name":"beta"}\n' },
      { 'c.json': '{"name":"beta","y":2}\n' },
    ],
    [
      'Merge base.yaml and local.yaml into app.yaml.',
      { 'base.yaml': 'db:\n  host: localhost\n  port: 1\n', 'local.yaml': 'db:\n  port: 2\n' },
      { 'app.yaml': 'db:\n  host: localhost\n  port: 2\n' },
    ],
    [
      'Merge users.csv and ages.csv into people.csv.',
      { ...T, 'ages.csv': 'id,age\n1,30\n2,40\n3,50\n' },
      { 'people.csv': 'id,name,city,age\n1,Anna,Bern,30\n2,Bob,"Rome, IT",40\n3,Carl,Oslo,50\n' },
    ],
    [
      'Merge jan.csv and feb.csv into all.csv sorted by day.',
      { 'jan.csv': 'day,sum\n1,10\n', 'feb.csv': 'day,sum\n2,40\n' },
      { 'all.csv': 'day,sum\n1,10\n2,40\n' },
    ],
    [
      'Combine jan.csv and feb.csv into all.csv with the total per day.',
      { 'jan.csv': 'day,sum\n1,10\n', 'feb.csv': 'day,sum\n1,40\n' },
      { 'all.csv': 'day,sum\n1,50\n' },
    ],
    [
      'Merge requirements-dev.txt and requirements.txt into requirements.txt.',
      { 'requirements-dev.txt': 'pytest==8\nflask==2\n', 'requirements.txt': 'flask==3\n' },
      { 'requirements.txt': 'flask==3\npytest==8\n' },
    ],
    [
      'Merge .env.local and .env.base into .env.',
      { '.env.local': 'A=1\nB=2\n', '.env.base': 'A=3\n' },
      { '.env': 'A=3\nB=2\n' },
    ],
    [
      'Merge a.py and b.py into c.py.',
      { 'a.py': 'def one():\n    return 1\n', 'b.py': 'def two():\n    return 2\n' },
      { 'c.py': 'def one():\n    return 1\n\n\ndef two():\n    return 2\n' },
    ],
    [
      'Merge notes.md and ideas.md into all.md.',
      {
        'notes.md': '# Notes\n\nBuy some milk today.\nCall the plumber soon.\n',
        'ideas.md': '# Ideas\n\nBuild a small boat.\n',
      },
      {
        'all.md':
          '# All\n\n## Notes\n\nBuy some milk today. Call the plumber soon.\n\n## Ideas\n\n- Build a small boat.\n',
      },
    ],
    ['Merge the branch dev into main in flow.md.', { 'flow.md': 'a\n' }, { 'flow.md': 'dev was merged into main\n' }],
    [
      'Implement merge sort in sort.py and use it in main.py.',
      { 'main.py': 'x = 1\n' },
      { 'main.py': 'from sort import msort\nmsort([1])\n', 'sort.py': 'def msort(l):\n    return sorted(l)\n' },
    ],
    [
      'Merge common lines of a.txt and b.txt into c.txt.',
      { 'a.txt': 'one\ntwo\n', 'b.txt': 'two\nthree\n' },
      { 'c.txt': 'two\n' },
    ],
    [
      'Merge list1.json and list2.json into all.json.',
      { 'list1.json': '[{"id":1,"name":"Anna"}]\n', 'list2.json': '[{"id":2,"name":"Bobby"}]\n' },
      { 'all.json': '[{"id":1,"name":"Anna"},{"id":2,"name":"Bobby"}]\n' },
    ],
    [
      'Merge list1.json and list2.json into all.json.',
      { 'list1.json': '[{"id":1,"name":"Anna"}]\n', 'list2.json': '[{"id":2,"name":"Bobby"}]\n' },
      { 'all.json': '{"list1":[{"id":1,"name":"Anna"}],"list2":[{"id":2,"name":"Bobby"}]}\n' },
    ],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, { ...before, ...after })).toBe('');
  });
});
