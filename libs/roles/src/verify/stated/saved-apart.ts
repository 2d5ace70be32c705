import { FILE } from './masked-text.js';
import { filesIn, type Phrase } from './sentence.js';

/* "Sort a.csv and save it as b.csv", in several languages: what the text is taken from stays as it is. */

const MADE_OF = '(?:sort|filter|convert|translate|summari[sz]e|extract|de-?duplicate|condense)';
const SAVED = [
  `\\b${MADE_OF}\\b[^⟦]{0,40}(${FILE})[^⟦;]{0,80}\\bsave\\s+(?:it|them|that|this|the\\s+(?:result|copy|list|table))\\s+(?:as|to|in|under)\\s+(?:a\\s+new\\s+file\\s+)?${FILE}`,
  `(${FILE})[^⟦；。]{0,60}(?:另存为|另存成|另存為|保存到新文件|別名で保存[^⟦]{0,6})\\s*${FILE}`,
  `(${FILE})[^⟦；。]{0,60}(?:を|結果を)[^⟦；。]{0,40}${FILE}\\s*(?:として|に)\\s*保存`,
  `(?:sortier|filter|filtere|konvertier|übersetz|fass)\\p{L}*\\b[^⟦]{0,40}(${FILE})[^⟦;]{0,80}\\b(?:speicher\\p{L}*|sicher\\p{L}*)\\s[^⟦;]{0,40}\\b(?:als|unter|in)\\s+${FILE}`,
  `(?:trie|filtre|convert|tradui|résume)\\p{L}*\\s[^⟦]{0,40}(${FILE})[^⟦;]{0,80}\\benregistre\\p{L}*\\s[^⟦;]{0,40}(?:sous|dans)\\s+${FILE}`,
  `(?:orden|filtr|convi?ert|traduc|resum|classific)\\p{L}*\\s[^⟦]{0,40}(${FILE})[^⟦;]{0,80}\\b(?:gu[aá]rd|salv|grav)\\p{L}*\\s[^⟦;]{0,40}(?:como|en|em)\\s+${FILE}`,
];

export const SAVED_APART: readonly Phrase[] = SAVED.map((form) => ({
  pattern: new RegExp(form, 'giu'),
  read: (match, of) => {
    const [path] = filesIn(match[1], of);
    const [last] = filesIn(match[0], of).slice(-1);
    return path === undefined || last === path ? null : [{ kind: 'untouched', path }];
  },
}));
