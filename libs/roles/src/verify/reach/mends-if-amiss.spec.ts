import { describe, expect, it } from 'vitest';
import { mayFindNothing, onlyLooks, onlyMends } from './mends-if-amiss.js';

describe('an order to look and to mend what is amiss', () => {
  it.each([
    'check all links in README.md and fix the broken ones',
    'Please verify the dates in log.csv and correct any errors',
    'prüf bitte alle Links und reparier die kaputten',
    'Vérifie les liens du README et corrige les liens cassés',
    'revisa los enlaces y arregla los rotos',
    'controlla i link e correggi quelli errati',
    'controleer de links en herstel kapotte links',
    'sprawdź czy wszystkie linki w README.md działają (pliki lokalne) i popraw zepsute',
    'zkontroluj odkazy a oprav nefunkční',
    'проверь ссылки и исправь битые',
    '检查所有链接并修复坏的',
    '確認して、壊れたリンクを直して',
    'vérifie que le registre correspond bien aux factures et corrige ce qui ne va pas',
    'prüf ob die Liste zu den Rechnungen passt und korrigier was nicht stimmt',
    'check the totals and fix whatever does not add up',
    'revisa el inventario y corrige lo que no cuadre',
  ])('may find nothing: %s', (text) => {
    expect(mayFindNothing(text)).toBe(true);
  });

  it.each([
    'fix the broken links in README.md',
    'check config.py and fix the timeout',
    'check the links and fix the broken ones. Then add a section on errors',
    'check the links, fix the broken ones, add a table of contents',
    'check the links and fix the broken ones, and translate the README into German',
    'Review README.md and add a section on errors',
    'sprawdź linki i dodaj nowe',
    'prüfe die Liste und korrigiere den Titel',
    'test',
    'vérifie le registre et corrige le total de mars',
    'check the report and fix the totals',
    'check the plan and correct the deadline',
    'review the README and fix the badge',
    'schau dir die Rechnung an und korrigier die Totale',
    'prüf die Liste und korrigier sie, dann mach daraus eine Tabelle, die nicht stimmt',
  ])('asks for more: %s', (text) => {
    expect(mayFindNothing(text)).toBe(false);
  });
});

it('a step that only looks is told from one that does more', () => {
  for (const text of [
    'Verify the report',
    'Check links.',
    'Alles prüfen',
    'Проверить расчёт',
    'Vérifier le total',
    '检查结果',
    '結果を確認',
  ])
    expect(onlyLooks(text), text).toBe(true);
  for (const text of [
    'Review report.md and add a summary',
    'Check the totals, round them',
    'Prüfen und korrigieren',
    'Test suite for the parser and its docs',
    'Update the report',
    'Revise the report',
    'Seed data',
    'Проверить и дополнить отчёт',
  ])
    expect(onlyLooks(text), text).toBe(false);
});

it('a step that only mends is told from one that does more', () => {
  for (const text of [
    'Corriger le registre',
    'Fix broken links.',
    'Register korrigieren',
    'Fehler beheben',
    'Correct a.txt',
    '修正',
  ])
    expect(onlyMends(text), text).toBe(true);
  for (const text of [
    'Update the register',
    'Fix the register and add a total',
    'Fix links, write a table of contents',
    'Translate the register',
    'Fix the register. Then add March.',
  ])
    expect(onlyMends(text), text).toBe(false);
});
