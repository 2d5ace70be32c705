import { FILE } from './masked-text.js';
import { FILES, filesIn, FILLERS, isOrder, type Phrase } from './sentence.js';

/* "Speech.txt is the final version and stays": a file that may not go, in several languages. */

const STAYS = `(${FILE})\\s+(?:(?:is|ist|est|es|é|è)\\s+[^.;:⟦]{1,60}?\\s(?:and|und|et|y|e)\\s+)?(?:(?:must|should|has\\s+to|muss|soll|doit|debe|deve)\\s+)?(?:stays?|bleibt|bleiben|reste|rester|se\\s+queda|quedarse|fica|ficar|rimane|resta|blijft)(?=\\s*(?:[.,;!]|$)|\\s+(?:where|here|there|hier|erhalten)\\b)`;

const EXCEPT =
  '(?:except(?:\\s+for)?|but(?:\\s+not|\\s+keep)?|other\\s+than|apart\\s+from|save(?:\\s+for)?|excluding|without)';
const AWAY = `\\b(?:delete|remove|erase|move|rename)\\s+(?:all|every|each|any)\\b[^⟦;]{0,80}?\\s,?\\s{0,2}${EXCEPT}\\s+${FILLERS}(${FILES})`;

export const STAYS_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(STAYS, 'giu'),
    read: (match, of) => filesIn(match[1], of).map((path) => ({ kind: 'there', path })),
  },
  {
    pattern: new RegExp(AWAY, 'giu'),
    read: (match, of) => (isOrder(match, of) ? filesIn(match[1], of).map((path) => ({ kind: 'there', path })) : null),
  },
];
