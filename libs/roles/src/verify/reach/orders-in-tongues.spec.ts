import { describe, expect, it } from 'vitest';
import { addsInTongues, changesInTongues, takesInTongues } from './orders-in-tongues.js';

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

  it.each([
    'Schreibe für jedes Mitglied in ⟦F0⟧ eine kurze Einladung in den Ordner einladungen.',
    'Bitte ergänze in ⟦F0⟧ die Öffnungszeiten.',
    'Lösche in ⟦F0⟧ alle leeren Zeilen.',
    'Schreibe die Tabelle als JSON in ⟦F0⟧.',
    'Crée ⟦F0⟧ avec la liste des fichiers.',
    'Dans ⟦F0⟧, remplace ⟦Q0⟧ par ⟦Q1⟧.',
    'In der Datei ⟦F0⟧ ersetze ⟦Q0⟧ durch ⟦Q1⟧.',
    'En ⟦F0⟧ cambia el puerto.',
    'Por favor, añade una línea a ⟦F0⟧.',
    'Aggiungi una riga a ⟦F0⟧.',
    'Escreva uma página na pasta docs para cada cidade.',
    'Maak ⟦F0⟧ met de titel.',
    'Napisz w ⟦F0⟧ krótki opis.',
    'Создай ⟦F0⟧ с одной строкой.',
    '请创建 ⟦F0⟧，写入一行',
    '⟦F0⟧ を作成してください',
  ])('wants a change: %s', (said) => {
    expect(changesInTongues(said)).toBe(true);
  });

  it.each([
    'Was macht ⟦F0⟧?',
    'Erkläre, wie ⟦F0⟧ die Namen sortiert.',
    'In ⟦F0⟧ ändern sich die Werte.',
    'Dans ⟦F0⟧, les lignes changent.',
    'Schreib mir eine Zusammenfassung von ⟦F0⟧.',
    'Écris-moi un résumé de ⟦F0⟧.',
    'Ändere ⟦F0⟧ nicht, sag nur, was darin steht.',
    'Lösche ⟦F0⟧, falls es leer ist.',
    'Schreibe ein Gedicht.',
    'Erstelle einen Ordner bilder.',
    'Explica qué hace ⟦F0⟧.',
    'Corrige ⟦F0⟧ si hay errores.',
    'Prüfe, ob ⟦F0⟧ gültig ist.',
    'Liste die Dateien in ⟦F0⟧ auf.',
    'Create ⟦F0⟧ with the title.',
  ])('leaves open whether anything changes: %s', (said) => {
    expect(changesInTongues(said)).toBe(false);
  });

  it('is not looked for in English', () => {
    expect(addsInTongues('Insert the row')).toBe(false);
    expect(takesInTongues('Convert the table')).toBe(false);
  });
});
