import { isTable } from '../file-kinds.js';
import { COUNT, numberOf } from './code-phrases.js';
import { FILE } from './masked-text.js';
import { filesIn, FILLERS, isOrder, onlyFile, type Phrase } from './sentence.js';

/* Demands in words that people leave without quotation marks. */

/** The first thing that is asked for, and the only kind of it. */
const TAKES_WORDS_OUT = /^\s*(?:please\s+)?(?:remove|delete|drop|erase|strip)\b/i;
const DOES_MORE =
  /\b(?:add|put|insert|write|replace|change|move|set|use|instead|only|except|but|keep|first|last|once|some|one)\b/i;
const NAMES_COLUMNS = /\b(?:columns?|header)\b/i;

export const PLAIN_PHRASES: readonly Phrase[] = [
  {
    // "Remove the word draft from a.md", "… and the word beta from b.md".
    pattern: new RegExp(
      `\\b(?:remove|delete|drop|erase|strip|and)\\s+the\\s+word\\s+([\\p{L}\\p{N}_\\-]{2,40})\\s+(?:from|in)\\s+${FILLERS}(${FILE})(?=\\s*(?:[.;,]|$)|\\s+and\\b)`,
      'giu',
    ),
    read: (match, of) => {
      const [path] = filesIn(match[2], of);
      const isSure = TAKES_WORDS_OUT.test(of.masked.text) && !DOES_MORE.test(of.masked.text);
      return path === undefined || !isSure || !isOrder(match, of)
        ? null
        : [{ kind: 'lacks', path, text: match[1] ?? '' }];
    },
  },
  {
    // "A.csv with one row for each of the 12 months".
    pattern: new RegExp(`\\b(?:rows?|records?)\\s+for\\s+each\\s+of\\s+the\\s+${COUNT}\\s+\\p{L}+`, 'giu'),
    read: (match, of) => {
      const path = onlyFile(of);
      const n = numberOf(match[1] ?? '');
      if (path === undefined || n < 2 || !isTable(path) || !isOrder(match, of)) return null;
      return [{ kind: 'items', path, of: 'rows', least: n, most: n, header: NAMES_COLUMNS.test(of.masked.text) }];
    },
  },
];
