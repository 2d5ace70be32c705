import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { wholeSpoilt } from './whole-spoilt.js';

const JAVA =
  'class A {\n    String name() {\n        return "the name";\n    }\n\n    void no() {\n        throw new Error("no");\n    }\n}\n';
const CSS = 'body {\n  margin: 0;\n}\n';
const SITE = 'server {\n  listen 81;\n  server_name x.org;\n  root /srv/x;\n  index a.html;\n}\n';
const TRIP = '# Trip\n\nDay 1: 100 miles along the coast.\nDay 2: 55 miles.\n';
const JOB = 'import os\n\n\ndef run(path):\n    return os.listdir(path)\n\n\nprint(run("."))\n';

describe('a whole text in another form', () => {
  it.each<[string, string, string | null, string]>([
    ['job.py', JSON.stringify(JOB), JOB, 'rename run to list_all'],
    ['notes.md', `${JSON.stringify(TRIP)}\n`, null, 'write the notes'],
    ['A.java', JAVA.replaceAll('"', '\\"'), JAVA, 'make constants'],
    ['A.java', JAVA.replaceAll('"', '\\"'), null, 'write a class'],
    ['a.sh', 'cp \\"$a\\" \\"$b\\"\n', 'cp "$a" "$c"\n', 'copy to b'],
    ['объявление.txt', '????????? ??????!\n\n? ??? ??????? ? 10 ?? 14 ????? ???? ?? ?????.\n', null, 'напиши письмо'],
    ['index.html', '<html>\n<body>\n<p>Hi</p>\n', '<html>\n<body>\n<p>Hi</p>\n</body>\n</html>\n', 'add a text'],
    ['a.csv', '1: item,price\n2: pen,1\n3: cup,2\n', 'item,price\npen,1\ncup,2\n', 'mend it'],
    ['trip.md', TRIP.replace(/^(?=.)/gm, '  '), TRIP, 'give kilometres'],
    ['job.js', 'let a = 1;\nlet b = 2;\nf(a, b);\n'.replace(/^/gm, '  '), 'let a = 1;\nf(a);\n', 'add b'],
    ['A.java', JAVA.replace(/^ +/gm, ''), JAVA, 'make constants'],
    ['a.css', CSS.replace(/^ +/gm, ''), CSS, 'set the colour'],
    ['job.py', JOB + JOB.replace('"."', '".."'), JOB, 'list the folder above'],
    ['trip.md', TRIP + TRIP.replaceAll('miles', 'km'), TRIP, 'give kilometres'],
    ['trip.md', TRIP + TRIP, null, 'write of the trip'],
    ['job.py', `${JOB}\n${JOB}`, null, 'write it'],
    ['a.conf', SITE + SITE.replace('1', '2'), SITE, 'set the port'],
  ])('%s is told: %#', (path, text, before, asked) => {
    expect(wholeSpoilt(path, text, before, asked)).not.toBeNull();
  });

  it.each<[string, string, string | null, string]>([
    ['a.json', '"one\\ntwo\\nthree"\n', null, 'write it'],
    ['a.txt', '"one\\ntwo\\nthree"\n', null, 'write it as a JSON string'],
    ['a.txt', '"A saying of hers."\n', null, 'write it'],
    ['A.java', JAVA, JAVA.replace('no()', 'never()'), 'rename it'],
    ['a.sh', 'echo \\"$x\\"\n', null, 'print it in quotation marks'],
    ['a.js', "say('\\\"' + x + '\\\"');\n", null, 'write it'],
    ['a.txt', 'What??? Really?? No??\n', null, 'write a dialogue'],
    ['page.html', '<p>Hi</p>\n', '<html><p>Hi</p></html>\n', 'keep the text alone'],
    ['a.csv', '1,a\n2,b\n3,c\n', 'a\nb\nc\n', 'mend it'],
    ['a.txt', '1: a\n2: b\n3: c\n', 'a\nb\nc\n', 'number the lines'],
    ['a.txt', '1: a\n2: b\n3: c\n', null, 'write it'],
    ['a.yml', '- a\n- b\n', '  - a\n  - b\n', 'mend it'],
    ['poem.txt', '  one\n  two\n  three\n', 'one\ntwo\nthree\n', 'indent it by two'],
    ['a.js', 'run();\nstop();\n', 'if (flag) {\n  run();\n  stop();\n}\n', 'remove the flag'],
    ['a.css', 'body{margin:0}\n', CSS, 'minify it'],
    ['a.css', `${CSS}\nh1 {\n  margin: 0;\n}\n`, CSS, 'add a heading'],
    ['a.py', `${JOB}\n\ndef more(path):\n    return os.listdir(path)\n`, JOB, 'add a function'],
    ['a.md', `${TRIP}\n## Day 3\n\nRain.\n`, TRIP, 'tell of the third day'],
    ['a.md', TRIP + TRIP, TRIP, 'say it twice'],
    ['a.md', TRIP + TRIP, null, 'write it twice'],
    ['a.txt', 'la la\nla la\nla la\nla la\n', null, 'write it'],
    ['a.md', `${TRIP}${TRIP.replace('55', '56')}`, null, 'write it'],
    ['a.conf', `${SITE}\nserver {\n  listen 81;\n  server_name www.x.org;\n  index a.html;\n}\n`, SITE, 'redirect www'],
    ['a.csv', 'name,n\na,1\nb,2\nc,3\n', 'name,n\na,1\n', 'fill in b and c'],
  ])('%s is right: %#', (path, text, before, asked) => {
    expect(wholeSpoilt(path, text, before, asked)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear((text) => wholeSpoilt('a.java', text, text, ''), 'a \\"b\\" {\n', 3000);
    assertLinear((text) => wholeSpoilt('a.md', text + text, text, ''), '  # one two\n?? ??\n', 3000);
    assertLinear((text) => wholeSpoilt('a.md', text + text, null, ''), 'one two\n', 3000);
    assertLinear((text) => wholeSpoilt('a.md', `"${text}"`, null, text), '\\n', 3000);
    assertLinear((text) => wholeSpoilt('a.html', text, '</html>', text), '<html ', 3000);
  });
});
