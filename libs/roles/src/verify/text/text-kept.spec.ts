import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { addedOver, sectionLost } from './text-kept.js';

const PACKAGE = '{\n  "name": "shop",\n  "version": "1.0.0",\n  "scripts": {\n    "test": "node --test"\n  }\n}\n';
const CSS = 'body {\n  margin: 0;\n}\n\n.nav {\n  color: red;\n}\n';
const README = '# Shop\n\nA shop.\n\n## Install\n\nRun make.\n\n## Usage\n\nRun shop.\n';

describe('a file that was only to be added to', () => {
  it.each<[string, string, string, string]>([
    ['package.json', PACKAGE, '{\n  "scripts": {\n    "lint": "eslint ."\n  }\n}\n', 'Add a lint script.'],
    ['site.css', CSS, '.hero {\n  color: blue;\n}\n', 'Add a rule for the hero.'],
    ['README.md', README, '# Shop\n\n## Testing\n\nRun make test.\n', 'Please add a section about testing.'],
    ['requirements.txt', 'requests==2.31.0\nnumpy\n', 'flask\n', 'Add flask to the requirements.'],
    ['requirements.txt', 'requests==2.31.0\nnumpy\n', 'numpy\nflask\n', 'Add flask to the requirements.'],
    ['.gitignore', 'node_modules\n*.log\n', 'dist\n', 'Ignore dist in git as well.'],
    ['README.md', README, '## Licence\n\nMIT\n', 'Append a licence.'],
  ])('has lost most of itself: %s', (path, before, text, asked) => {
    expect(addedOver(path, text, before, asked)).toMatch(/ (?:is|are) gone/);
  });

  it.each<[string, string, string, string]>([
    ['has it all', CSS, `${CSS}.hero {\n  color: blue;\n}\n`, 'Add a rule for the hero.'],
    ['has other indentation', PACKAGE, `${PACKAGE.replaceAll('  ', '\t')}`, 'Add a lint script.'],
    ['is on one line', PACKAGE, JSON.stringify(JSON.parse(PACKAGE)), 'Add a lint script.'],
    [
      'has its lines in another form',
      'function get(u) {\n  return fetch(u)\n    .then((r) => r.json());\n}\n',
      'async function get(u) {\n  try {\n    const r = await fetch(u);\n    return await r.json();\n  } catch {\n    return null;\n  }\n}\n',
      'Add error handling.',
    ],
    [
      'has types now',
      'def total(xs):\n    return sum(xs)\n\ndef mean(xs):\n    return total(xs) / len(xs)\n\ndef low(xs):\n    return min(xs)\n',
      'def total(xs: list[int]) -> int:\n    return sum(xs)\n\ndef mean(xs: list[int]) -> float:\n    return total(xs) / len(xs)\n\ndef low(xs: list[int]) -> int:\n    return min(xs)\n',
      'Add type hints to all functions.',
    ],
    ['was a placeholder', '# Shop\n\nTODO\nComing soon\nTBD\n', '# Tea\n\nWe sell tea.\n', 'Add a description.'],
    ['has another version of the same', 'flask==2.0\n', 'flask==3.0\nrequests\n', 'Add requests.'],
    ['was short', 'a = 1\nb = 2\n', 'c = 3\n', 'Add c.'],
    ['may lose it: rewriting', README, '# Tea\n', 'Add a section and rewrite the rest.'],
    ['may lose it: replacing', README, '# Tea\n', 'Add a logo instead of the text.'],
    [
      'is implemented',
      'def f():\n    raise NotImplementedError\n    x\n    y\n',
      'def g():\n    return 1\n',
      'Implement f.',
    ],
    ['is mended', CSS, '.a {\n}\n', 'Fix the style.'],
    ['is made by a tool', `${README}\n`, '{}', 'Add a dependency.'],
  ])('is let be where it %s', (why, before, text, asked) => {
    expect(
      addedOver(
        why.includes('tool') ? 'package-lock.json' : why.includes('version') ? 'requirements.txt' : 'a.txt',
        text,
        before,
        asked,
      ),
    ).toBeNull();
  });
});

describe('code written better while something is added', () => {
  const before =
    'def rows(db):\n    cursor = db.execute("select")\n    result = []\n    for record in cursor:\n        result.append(record)\n    return result\n';

  it('keeps what it offers', () => {
    const after = 'def rows(db, page=1):\n    return list(db.execute("select limit ?", page))\n';
    expect(addedOver('list.py', after, before, 'Add pagination')).toBeNull();
  });

  it('but what it offers is not lost', () => {
    expect(addedOver('list.py', 'def pages(n):\n    return n\n', before, 'Add pagination')).not.toBeNull();
  });

  it('keeps the rows of a table', () => {
    const [before, text] = ['name,month\nRose,6\nAster,\n', 'name,month,color\nRose,6,red\n'];
    expect(addedOver('a.csv', text, before, 'Add a column color.')).toContain('"Aster," is gone');
    expect(addedOver('a.csv', `${text}Aster,,blue\n`, before, 'Add a column color.')).toBeNull();
    expect(addedOver('a.csv', 'id,name,month\n1,Rose,6\n2,Aster,\n', before, 'Add a column id.')).toBeNull();
    expect(addedOver('a.csv', text, before, 'Add a column color and drop rows without a month.')).toBeNull();
    expect(addedOver('a.csv', 'name\nRosé\nÄster\n', 'name\nRose\nAster\n', 'Add the accents.')).toBeNull();
    expect(addedOver('a.csv', 'a,b\n1,x\n', 'a,b\n1,2\n3,4\n', 'Add a column.')).toBeNull();
  });
});

describe('a section of a document', () => {
  const RULES = '# Rules\n\n## Water\n\nIn the morning.\n\n## Keys\n\nReturn the keys.\n';

  it.each([
    'Write "every morning" instead of "in the morning".',
    'Fix the typo in rules.md.',
    'Say in rules.md that we water each day.',
  ])('does not go: %s', (asked) => {
    expect(sectionLost('rules.md', '# Rules\n\n## Water\n\nEvery morning.\n', RULES, asked)).toBe('## Keys');
  });

  it.each<[string, string, string]>([
    ['is taken away', '# Rules\n', 'Remove the keys from rules.md.'],
    ['is made shorter in German', '# Rules\n', 'Write rules.md. Kürze rules.md auf einen Satz'],
    ['is made shorter in Chinese', '# Rules\n', '把 rules.md 缩短成一句话'],
    ['becomes something else', '# Rules\n', 'Turn rules.md into a slogan'],
    ['has another name', RULES.replace('## Keys', '## Bunches'), 'Say bunches.'],
    ['has another text', RULES.replace('Return the keys.', 'Bring them back.'), 'Say it better.'],
    [
      'is spelt rightly',
      '# Rules\n\n## Water\n\nIn the morning.\n\n## Keyes\n\nReturn all the keys here.\n',
      'Fix it.',
    ],
    ['was a placeholder', RULES.replace('## Keys\n\nReturn the keys.\n', ''), 'Do it.'],
  ])('may change where it %s', (what, text, asked) => {
    const before = what.includes('placeholder')
      ? RULES.replace('Return the keys.', 'TODO')
      : what.includes('spelt')
        ? RULES.replace('## Keys\n\nReturn the keys.', '## Kees\n\nReturn all teh keys here.')
        : RULES;
    expect(sectionLost('rules.md', text, before, asked)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['# a b\n', '# a\nb\n', 'a\n'])
      assertLinear((text) => sectionLost('a.md', 'x', text, 'Say it.'), unit, 20_000);
  });
});
