import { afterEach, describe, expect, it } from 'vitest';
import { factsIn } from './facts.js';
import { faults, removePlayed } from './played.fixture.js';

afterEach(removePlayed);
const before = { 'k.md': 'k\n', 'alt.txt': 'foo\nbar\n' };

describe('a text that a goal in any language demands of a new file', () => {
  it.each([
    ['Erstelle gruss.txt mit der einzigen Zeile "hallo".', 'gruss.txt', 'hallo'],
    ['Erstelle die Datei gruss.txt mit dem Inhalt „hallo“.', 'gruss.txt', 'hallo'],
    ['Lege eine Datei namens gruss.txt an, die „hallo welt“ enthält.', 'gruss.txt', 'hallo welt'],
    ['Schreibe "hallo" in gruss.txt.', 'gruss.txt', 'hallo'],
    ['Crée un fichier bonjour.txt contenant la ligne "bonjour".', 'bonjour.txt', 'bonjour'],
    ['Crée le fichier bonjour.txt avec le texte « bonjour le monde ».', 'bonjour.txt', 'bonjour le monde'],
    ['Écris "bonjour" dans bonjour.txt.', 'bonjour.txt', 'bonjour'],
    ['Crea un archivo hola.txt con la línea "hola".', 'hola.txt', 'hola'],
    ['Crea el archivo hola.txt que contenga "hola mundo".', 'hola.txt', 'hola mundo'],
    ['Escribe "hola" en hola.txt.', 'hola.txt', 'hola'],
    ['Crea un file ciao.txt con la sola riga "ciao".', 'ciao.txt', 'ciao'],
    ['Scrivi "ciao" in ciao.txt.', 'ciao.txt', 'ciao'],
    ['Crie um arquivo ola.txt com a linha "olá".', 'ola.txt', 'olá'],
    ['Escreva "olá" em ola.txt.', 'ola.txt', 'olá'],
    ['Maak hallo.txt met de regel "hallo".', 'hallo.txt', 'hallo'],
    ['Utwórz plik czesc.txt z tekstem "cześć".', 'czesc.txt', 'cześć'],
    ['创建文件 a.txt，内容为"你好"。', 'a.txt', '你好'],
    ['Создай файл a.txt с текстом "привет".', 'a.txt', 'привет'],
  ])('%s', async (goal, path, text) => {
    expect(await faults(goal, before, { ...before, [path]: 'something else\n' })).toContain('does not hold');
    expect(await faults(goal, before, { ...before, 'z.txt': `${text}\n` })).toContain('is not there');
    expect(await faults(goal, before, before)).toContain('is not there');
    expect(await faults(goal, before, { ...before, [path]: `${text}\n` })).toBe('');
  });

  it.each([
    'Erstelle liste.txt ohne das Wort "alt".',
    'Ersetze "alt" durch "neu" in alt.txt.',
    'Entferne "foo" aus alt.txt.',
    'Schreibe ein Gedicht über "Herbst" in gedicht.txt.',
    'Écris un poème sur le thème « automne » dans poeme.txt.',
    'Écris le pluriel de "cheval" dans pluriel.txt.',
    'Escribe la definición de la palabra "gato" en gato.txt.',
    'Erstelle bericht.md im Stil von "Der Spiegel".',
    'Crea lista.txt sin la palabra "feo".',
    'Übersetze "Hello world" ins Deutsche und speichere es in text.txt.',
    'Traduis "good morning" dans fr.txt.',
    'Scrivi il contrario di "buono" in parola.txt.',
    'Zähle "foo" in zahl.txt.',
    'Escribe "hola" al revés en reves.txt.',
    'Schreibe die Länge von "hallo" in laenge.txt.',
    'Schreibe ein Skript zaehler.py, das Dateien mit der Endung "csv" zählt.',
    'Erstelle eine Funktion "addiere" in rechner.py, die zwei Zahlen addiert.',
    'Erstelle a.txt mit der Zeile "x". Kehre dann a.txt um.',
    'Create list.txt that mentions neither "x" nor "y".',
    'Report on "x" in report.txt.',
  ])('is read out of no more than that: %s', (goal) => {
    expect(factsIn(goal).filter(({ kind }) => kind === 'quoted')).toEqual([]);
  });

  it.each([
    'Crée b.txt, puis supprime alt.txt.',
    'Lösche die Datei alt.txt und lege b.txt an.',
    'Bitte alt.txt löschen.',
    'Elimina alt.txt.',
    '删除文件 alt.txt。',
    'Удали файл alt.txt.',
  ])('a file is to go: %s', (goal) => {
    expect(factsIn(goal)).toContainEqual({ kind: 'gone', path: 'alt.txt' });
  });

  it.each([
    'Ne supprime pas alt.txt.',
    'Supprime alt.txt de la liste.',
    'Entferne alt.txt aus der Liste in k.md.',
    'Elimina "foo" de alt.txt.',
    'alt.txt nicht löschen.',
    '不要删除 alt.txt。',
  ])('no file is to go: %s', (goal) => {
    expect(factsIn(goal).filter(({ kind }) => kind === 'gone')).toEqual([]);
  });

  it('says nothing of a file that was there before', async () => {
    expect(await faults('Nimm die Zeile "foo" und alt.txt weg.', before, { 'k.md': 'k\n' })).toBe('');
    expect(await faults('Suche "foo" in alt.txt.', before, { ...before, 'alt.txt': 'bar\n' })).toBe('');
    expect(await faults('Nimm "foo" in alt.txt weg.', before, { ...before, 'alt.txt': 'bar\n' })).toBe('');
    expect(await faults('Schreibe "neu" in alt.txt.', before, { ...before, 'alt.txt': 'bar\n' })).toBe('');
  });

  it.each([
    '把 c.yaml 中的端口改为 9090，并更新 k.md 里的说明。',
    'Aktualisiere auch die Datei k.md.',
    'Mets à jour k.md.',
    'Actualiza también el archivo k.md.',
    '「k.md」も更新してください。',
  ])('wants a file changed that is to be brought up to date: %s', (told) => {
    expect(factsIn(told)).toContainEqual({ kind: 'changed', paths: ['k.md'] });
  });

  it.each([
    'Aktualisiere die Zahlen laut k.md.',
    'Aktualisiere k.md, falls nötig.',
    '不要更新 k.md。',
    '如果需要，更新 k.md。',
    'No actualiza k.md.',
  ])('wants no file changed: %s', (told) => {
    expect(factsIn(told).filter(({ kind }) => kind === 'changed')).toEqual([]);
  });

  const FROM = { 'a.py': 'def saluta():\n    return 1\n\n\ndef conta():\n    return 3\n', 'b.py': 'x = 1\n' };
  const LEFT = 'def conta():\n    return 3\n';
  const MOVED = { 'a.py': LEFT, 'b.py': 'x = 1\n\n\ndef saluta():\n    return 1\n' };
  it.each([
    'Sposta la funzione saluta da a.py a b.py.',
    'Verschiebe die Funktion "saluta" von a.py nach b.py.',
    'Déplace la fonction saluta() de a.py vers b.py.',
    '把 a.py 中的函数 saluta 移动到 b.py。',
  ])('is moved: %s', async (told) => {
    expect(await faults(told, FROM, { ...FROM, 'a.py': LEFT })).toContain('saluta is gone from a.py');
    expect(await faults(told, FROM, { ...FROM, 'b.py': MOVED['b.py'] })).toContain('a.py still defines saluta');
    expect(await faults(told, FROM, MOVED)).toBe('');
  });
});
