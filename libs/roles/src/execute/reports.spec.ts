import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { reportsIn } from './reports.js';

const created = (path: string): FileChange => ({
  path,
  operation: 'create',
  additions: 1,
  deletions: 0,
  binary: false,
});

describe('a report', () => {
  const changed: FileChange = { ...created('calc.js'), operation: 'modify' };
  const reports = ['CHANGES_SUMMARY.md', 'IMPLEMENTATION_NOTES.md', 'SUMMARY.md', 'FinalReport.txt', 'NOTES.md'];

  it.each([
    'Please give calc.js a function subtract(a, b) as well.',
    'Gib calc.js auch eine Funktion subtract(a, b).',
    'Ajoute une fonction subtract(a, b) dans calc.js.',
    'Añade una función subtract(a, b) en calc.js.',
    'Adicione uma função subtract(a, b) em calc.js.',
    'Добавь в calc.js функцию subtract(a, b).',
    'calc.jsに関数subtract(a, b)を追加して。',
    '在calc.js中添加函数subtract(a, b)。',
  ])('is a text about the work, where nobody asked for one: %s', (told) =>
    expect(reportsIn([changed, ...reports.map(created)], told, 'Write subtract in calc.js.')).toEqual(reports),
  );

  it.each([
    ['Add subtract to calc.js and document it.', ''],
    ['Add subtract to calc.js and write up what you did.', ''],
    ['Add subtract to calc.js and keep notes.', ''],
    ['Add subtract to calc.js; put a list of the changes into a file.', ''],
    ['Füge calc.js eine Funktion hinzu und fasse die Änderungen zusammen.', ''],
    ['Füge calc.js eine Funktion hinzu und schreibe einen Bericht.', ''],
    ['Ajoute une fonction dans calc.js et rédige un compte rendu.', ''],
    ['Añade una función en calc.js y resume los cambios.', ''],
    ['Adicione uma função em calc.js e escreva um relatório.', ''],
    ['Aggiungi una funzione a calc.js e scrivi un riepilogo.', ''],
    ['Voeg een functie toe aan calc.js en schrijf een verslag.', ''],
    ['Dodaj funkcję do calc.js i podsumuj zmiany.', ''],
    ['Добавь функцию в calc.js и опиши изменения.', ''],
    ['calc.jsに関数を追加して、変更点をまとめて。', ''],
    ['在calc.js中添加函数，并总结修改。', ''],
    ['Lisää calc.js-tiedostoon funktio ja kirjoita yhteenveto.', ''],
    ['Please give calc.js a function.', 'Implement it and document the changes.'],
    ['Please give calc.js a function.', 'Update SUMMARY.md.'],
  ])('is none where one may have been meant: %s %s', (told, planned) =>
    expect(reportsIn([changed, ...reports.map(created)], told, planned)).toEqual([]),
  );

  it('is none by another name, elsewhere, changed, or alone', () => {
    const told = 'Please give calc.js a function.';
    const others = ['README.md', 'CHANGES.md', 'CHANGELOG.md', 'summary.js', 'sales_summary.md', 'src/x/SUMMARY.md'];
    expect(reportsIn([changed, ...others.map(created)], told, '')).toEqual([]);
    expect(reportsIn([changed, { ...created('NOTES.md'), operation: 'modify' }], told, '')).toEqual([]);
    expect(reportsIn([created('SUMMARY.md')], told, '')).toEqual([]);
    const beside = [{ ...changed, path: 'src/x/a.js' }, created('src/x/SUMMARY.md')];
    expect(reportsIn(beside, told, '')).toEqual(['src/x/SUMMARY.md']);
  });

  it.each(['a ', 'fass', '中', 'CHANGES_', '\n'])('is told in linear time, made of %j', (piece) => {
    assertLinear((text) => reportsIn([changed, created('NOTES.md')], text, text), piece, 60_000 / piece.length);
  });
});
