import { FILE } from './masked-text.js';
import { FILES, filesIn, FILLERS, isOrder, type Phrase } from './sentence.js';

/* "Speech.txt is the final version and stays": a file that may not go, in several languages. */

const STAYS = `(${FILE})\\s+(?:(?:is|ist|est|es|é|è)\\s+[^.;:⟦]{1,60}?\\s(?:and|und|et|y|e)\\s+)?(?:(?:must|should|has\\s+to|muss|soll|doit|debe|deve)\\s+)?(?:stays?|bleibt|bleiben|reste|rester|se\\s+queda|quedarse|fica|ficar|rimane|resta|blijft)(?=\\s*(?:[.,;!]|$)|\\s+(?:where|here|there|hier|erhalten)\\b)`;

const EXCEPT =
  '(?:except(?:\\s+(?:for|in|to))?|but(?:\\s+not(?:\\s+(?:in|to|from))?|\\s+keep)?|other\\s+than|apart\\s+from|save(?:\\s+for)?|excluding|without)';
const EXCEPTED = `[\\s,]+${EXCEPT}\\s+${FILLERS}(${FILES})`;
const ALL_GO = /\b(?:delete|remove|erase)\s+(?:all|every|each|any)\b[^⟦;]{0,80}$/i;
/** What is done within files, with all of a kind. */
const ALL_CHANGE =
  /\b(?:add|append|prepend|insert|put|write|replace|change|update|format|sort|edit|translate|fix|set|bump|strip|trim|remove|delete|move|rename)\b[^;\n]{0,160}?\s(?:all|every|each|(?:from|in|throughout|across)\s+the\s+(?:code|codebase|sources?|project))\b[^⟦;\n]{0,80}$/i;

export const STAYS_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(STAYS, 'giu'),
    read: (match, of) => filesIn(match[1], of).map((path) => ({ kind: 'there', path })),
  },
  {
    pattern: new RegExp(EXCEPTED, 'giu'),
    read: (match, of) => {
      const [ahead, behind] = [of.text.slice(0, match.index), of.text.slice(match.index + match[0].length)];
      const goes = ALL_GO.exec(ahead);
      const isWithin = /^\s*(?:[.;!]|$)/.test(behind) && !/\bwithout\b/i.test(match[0]);
      const order = goes ?? (isWithin ? ALL_CHANGE.exec(ahead) : null);
      const kind = goes === null ? 'untouched' : 'there';
      return order === null || !isOrder(order, of) ? null : filesIn(match[1], of).map((path) => ({ kind, path }));
    },
  },
];
