import { describe, expect, it } from 'vitest';
import { addsInTongues, takesInTongues } from './orders-in-tongues.js';

describe('an order of another language', () => {
  it.each([
    'Füge einen Abschnitt hinzu',
    'Ajouter une entrée',
    'Añadir a Luis Gil a',
    'Adicionar um contato',
    'Aggiungi una riga',
    'Voeg de regels toe aan',
    'Dodaj wiersz',
    'Добавь строку в',
    '把一行添加到',
    'に行を追加する',
  ])('adds: %s', (said) => {
    expect(addsInTongues(said)).toBe(true);
    expect(takesInTongues(said)).toBe(false);
  });

  it.each([
    'Lösche die Zeile',
    'Remplacer la section',
    'Traducir al español',
    'Apagar a linha',
    'Rinomina il file',
    'Vervang de titel',
    'Удали строку',
    '翻译成英文',
    'を並べ替える',
  ])('may take something away: %s', (said) => {
    expect(takesInTongues(said)).toBe(true);
    expect(addsInTongues(said)).toBe(false);
  });

  it('is not looked for in English', () => {
    expect(addsInTongues('Insert the row')).toBe(false);
    expect(takesInTongues('Convert the table')).toBe(false);
  });
});
