import { FILE } from './masked-text.js';
import { filesIn, type Phrase } from './sentence.js';

/* "Speech.txt is the final version and stays": a file that may not go, in several languages. */

const STAYS = `(${FILE})\\s+(?:(?:is|ist|est|es|é|è)\\s+[^.;:⟦]{1,60}?\\s(?:and|und|et|y|e)\\s+)?(?:(?:must|should|has\\s+to|muss|soll|doit|debe|deve)\\s+)?(?:stays?|bleibt|bleiben|reste|rester|se\\s+queda|quedarse|fica|ficar|rimane|resta|blijft)(?=\\s*(?:[.,;!]|$)|\\s+(?:where|here|there|hier|erhalten)\\b)`;

export const STAYS_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(STAYS, 'giu'),
    read: (match, of) => filesIn(match[1], of).map((path) => ({ kind: 'there', path })),
  },
];
