import type { Fact } from './fact.js';
import { FILE, QUOTE } from './masked-text.js';
import { filesIn, FILLERS, quotesIn, type Phrase } from './sentence.js';

/* What several files are to hold, each said with its file: `"Hello" in en.json, "Bonjour" in fr.json`. */

const PAIR = `${QUOTE}\\s+(?:in|into|to)\\s+${FILLERS}${FILE}`;
const PUTS = /\b(?:add|put|write|set|insert|create)\b/i;
const OTHERWISE =
  /\b(?:replac\w*|remov\w*|delet\w*|renam\w*|find|search\w*|count\w*|instead|without|not|n['’]t|never|if|chang\w*|from|turn|translat\w*|occurrences?|before|after|above|below)\b/i;

export const PAIRED_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(`${PAIR}(?:\\s*[,;]\\s*(?:and\\s+)?${PAIR}|\\s+and\\s+${PAIR}){1,30}`, 'giu'),
    read: (match, of) => {
      const [texts, paths] = [quotesIn(match[0], of), filesIn(match[0], of)];
      if (!PUTS.test(of.text) || OTHERWISE.test(of.text) || texts.length !== paths.length) return null;
      return paths.map((path, at): Fact => ({ kind: 'holds', path, text: texts[at] ?? '' }));
    },
  },
];
