import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { namedForSure, namedSomewhere } from './named-nowhere.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 0, binary: false },
});
const nowhere = (told: string, done: readonly FileChange[], there: readonly string[]): string =>
  namedSomewhere(told, done, there)
    .map(({ detail }) => detail)
    .join();

describe('a file that a goal names', () => {
  it.each<[string, string[]]>([
    ['会議メモ.md を要約して 要約.md に、決定事項を 決定.md に書いてください。', ['会議メモ.md', '要約.md', '決定.md']],
    ['Translate it: German in po/de.po and Spanish in po/es.po.', ['po/de.po', 'po/es.po']],
    ['Schreibe die Termine in termine.ics.', ['termine.ics']],
    ["Le fichier dont j'ai besoin : court.md", ['court.md']],
    ['The section Intro goes to parts/intro.tex. Keep it short if b.tex is there.', ['parts/intro.tex']],
  ])('is meant: %s', (told, names) => {
    expect(namedForSure(told)).toEqual(names);
  });

  it.each([
    'Write a.md or b.md.',
    'Name it somehow, like notes.md.',
    'Lege keine neue.md an.',
    'Si existe b.md, léelo.',
    'Write app.py and read data.json.',
    'Write a script that puts its log into out.log.',
    'Warum fehlt bericht.md?',
    'Lege für jede Stadt eine Datei wetter/STADT.txt an.',
    'Write one file logs/YYYY-MM.md for each month.',
    '不要创建 b.md',
    'Put b.html into the list. The page b.html comes later, dont make it.',
    'Add a link "Blog" (/blog.html) to the list.',
    'Ergänze in der Liste b.html; die Seite kommt später.',
    'Ajoute b.html à la liste ; elle viendra plus tard.',
    'Trage config.local.json in .gitignore ein.',
    'Schreibe in README.md, dass jeder config.yaml anlegt.',
  ])('may be none: %s', (told) => {
    expect(namedForSure(told)).toEqual([]);
  });

  it('is somewhere when the work is done, or was', () => {
    const TOLD = 'Résume a.md dans resume.md et dans courte.md';
    expect(nowhere(TOLD, [change('create', 'resume.md')], ['a.md', 'resume.md'])).toContain('nowhere: courte.md');
    expect(nowhere(TOLD, [change('create', 'x/resume.md')], ['a.md', 'x/resume.md', 'courte.txt'])).toBe('');
    expect(nowhere(TOLD, [change('delete', 'courte.md')], ['a.md', 'resume.md'])).toBe('');
    expect(nowhere(TOLD, [], ['a.md'])).toBe('');
  });

  it.each(['a.md, ', 'in a.md ', 'or ', 'z. ', 'ohne a.md. '])('is looked for in linear time: %j', (unit) => {
    assertLinear((text) => namedForSure(text), unit, 20_000);
  });

  it('is no host that a text is to name', () => {
    const told = 'Replace old.example.org with new.example.org in nginx.conf.';
    expect(nowhere(told, [change('modify', 'nginx.conf')], ['nginx.conf'])).toBe('');
    expect(nowhere('Schreibe es in notizen.org.', [change('create', 'a.org')], ['a.org'])).toContain('notizen.org');
  });
});
