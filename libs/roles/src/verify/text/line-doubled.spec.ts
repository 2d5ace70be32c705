import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { lineDoubled, mayBeDoubled } from './line-doubled.js';

const QUEUE = 'class Queue {\n  push(item) {\n    // Adds one.\n    this.items.push(item);\n  }\n}\n';
const ROWS = 'poste;montant\nLoyer;850,00\nCourses;312,50\n';

describe('a line right behind itself', () => {
  it.each<[string, string, string | null, string]>([
    ['queue.js', QUEUE.replace(/.*push\(item\);\n/, '$&$&'), QUEUE, 'translate the remarks'],
    ['queue.js', QUEUE.replace(/.*Adds one\.\n/, '$&$&'), QUEUE, 'rename the class'],
    ['a.py', 'import os\nimport re\nimport re\n\nprint(os, re)\n', null, 'write a.py'],
    ['a.py', 'from b import c\nfrom b import c\n', 'from b import d\n', 'rename d'],
    ['a.py', 'import os\nimport re\nimport re\n\nprint(os, re)\n', null, 'write two functions and another one'],
    ['api.ts', '  const response = f();\n  const response = f();\n', null, 'add three more retries to both calls'],
    ['notes.md', '# Garden\n# Garden\n\nPlant peas.\n', null, 'write several notes'],
    ['main.c', '#include "util.h"\n#include "util.h"\n', null, 'write main.c'],
    ['api.ts', '  const response = await fetch(url);\n  const response = await fetch(url);\n', null, 'use fetch'],
    ['notes.md', '# Garden\n# Garden\n\nPlant peas.\n', null, 'write the notes'],
    ['bio.txt', 'Maria Stone, born in 1984, plays the cello.\n'.repeat(2), null, 'shorten the text'],
    ['letter.txt', 'Sehr geehrte Frau Weber,\nSehr geehrte Frau Weber,\n\nes ist so weit.\n', null, 'schreib ihr'],
    ['CHANGELOG.md', '- Faster start\n- Fix for lists\n- Fix for lists\n', '- Fix for lists\n', 'add the entry'],
    ['spending.csv', ROWS.replace('Loyer;850,00\n', '$&$&'), ROWS, 'ajoute le total'],
    ['compose.yml', 'image: postgres:16\nimage: postgres:16\n', 'image: postgres:16\n', 'raise the version of node'],
    ['app.cfg', 'port=80\ndebug=1\ndebug=1\n', 'port=80\n', 'Append the line debug=1 to app.cfg.'],
    [
      'todo.txt',
      'call Ann\nbuy milk\nbuy milk\n',
      'call Ann\n',
      'Add "buy milk" to todo.txt.\ntodo.txt holds buy milk.',
    ],
    ['people.csv', 'id,name\n1,Ann\n2,Bob\n2,Bob\n', 'id,name\n1,Ann\n', 'Add the row 2,Bob to people.csv.'],
    ['todo.md', '- call Ann\n- buy milk\n- buy milk\n', '- call Ann\n', 'add buy milk'],
    ['bio.txt', 'Maria Stone, born in 1984, plays the cello.\n'.repeat(2), null, 'kürze max 6 auf das Nötigste'],
  ])('%s is a repeated edit: %#', (path, text, before, asked) => {
    expect(mayBeDoubled(path, text)).toBe(true);
    expect(lineDoubled(path, text, before, asked)).toContain('it says twice in a row');
  });

  it.each<[string, string, string | null, string]>([
    ['a.js', 'next();\nnext();\n', 'next();\n', 'go on twice'],
    ['a.test.js', 'await user.click(button);\nawait user.click(button);\n', 'await user.click(button);\n', 'mend it'],
    ['a.js', `${QUEUE}items.push(item);\nitems.push(item);\n`, QUEUE, 'use it'],
    ['a.js', 'f(\n  {\n    a: 1,\n  },\n);\n}\n}\n', null, 'write it'],
    ['game.js', 'go(1, 2);\ngo(one, two);\ngo(one, two);\n', 'go(one, two);\n', 'go two more steps'],
    ['api.ts', 'const a = 1;\nconst a = 1;\n', null, 'show twice how a name is doubled'],
    ['cheers.md', 'Hip hip hooray for Ann!\nHip hip hooray for Ann!\n', null, 'write two cheers for Ann'],
    ['a.py', 'print()\nprint()\n', 'print()\n', 'put more room between them'],
    ['song.txt', 'All you need is love,\nAll you need is love,\n', null, 'write a song about love'],
    ['readings.csv', 'at,value\n1,2\n1,2\n', null, 'write the readings'],
    ['sales.csv', 'item,price\npen,1\npen,1\ncup,2\n', 'item,price\npen,1\npen,1\n', 'add the cup'],
    ['log.csv', 'item,price\ncoffee,3\ncoffee,3\n', 'item,price\ncoffee,3\n', "add Tuesday's coffee"],
    ['a.md', '```sh\nnpm run build twice here.\nnpm run build twice here.\n```\n', null, 'document it'],
    ['a.md', 'the same old line\nthe same old line\nnew\n', 'the same old line\nthe same old line\n', 'mend it'],
    ['grid.txt', '. . . .\n. . . .\n', null, 'draw it'],
    ['list.md', '- [ ] to be done\n- [ ] to be done\n', null, 'write it'],
    ['data.json', '[\n  0,\n  0\n]\n', '[\n  0\n]\n', 'add a zero'],
    ['a.txt', 'x\nn/a here\nn/a here\n', 'x\n', 'write n/a here for each of the missing names'],
    ['a.txt', 'x\nn/a here\nn/a here\n', 'x\ny\nz\n', 'replace y and z by n/a here'],
    ['a.txt', 'x\nfoo bar\nfoo bar\n', 'x\n', 'add these:\nfoo bar\nfoo bar'],
    ['a.txt', 'x\nfoo bar\nfoo bar\n', 'x\n', 'add foo bar, foo bar'],
    ['game.py', 'start()\nstep(1)\nstep(1)\n', 'start()\n', 'call step(1) 2 times'],
    ['game.py', 'start()\nstep(1)\nstep(1)\n', 'start()\n', 'go on to the end'],
    ['list.txt', 'a\nword\nword\n', 'a\n', 'put a word there'],
    ...[
      'write "I will do my homework." 2x',
      'write "I will do my homework." x 2',
      'Schreibe "I will do my homework." 2 mal',
      'Schreibe "I will do my homework." in zwei Zeilen',
      'écris 2 fois "I will do my homework."',
      'write five lines "I will do my homework."',
      'write 10 lines "I will do my homework."',
    ].flatMap((asked): [string, string, string | null, string][] => [
      ['a.txt', 'I will do my homework.\n'.repeat(2), null, asked],
      ['a.txt', `Hi.\n${'I will do my homework.\n'.repeat(2)}`, 'Hi.\n', asked],
    ]),
  ])('%s is right: %#', (path, text, before, asked) => {
    expect(lineDoubled(path, text, before, asked)).toBeNull();
  });

  it('takes time in proportion to the text', () => {
    assertLinear((text) => lineDoubled('a.md', text, null, ''), 'one two three four.\n', 4000);
    assertLinear((text) => lineDoubled('a.md', '', null, text), 'one repe rep times', 4000);
    assertLinear((text) => lineDoubled('a.md', '', null, text), '1234 word', 4000);
    assertLinear((text) => lineDoubled('a.md', '', null, text), '12', 20_000);
    assertLinear((text) => lineDoubled('a.csv', text, text, ''), 'one,two\n', 4000);
    assertLinear((text) => lineDoubled('a.cfg', `${text}a=b c\na=b c\n`, text, `a=b c ${text}`), 'a=b\n', 4000);
  });
});
