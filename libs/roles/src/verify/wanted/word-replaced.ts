import type { CheckResult } from '#domain';
import { isCode } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, sentencesOf, standingFor } from '../stated/masked-text.js';

/* "Replace every var in app.js by let or const": the word is in no place of the code any more. */

/** Words of languages; another word may be one of prose. */
const KEYWORD =
  'var|let|const|print|require|import|function|def|lambda|self|any|unknown|async|await|goto|float|double|int|char|bool|true|false|null|None|nil|undefined|eval|echo|unwrap|panic|auto|malloc|strcpy|sprintf';
const REPLACES = new RegExp(
  `^(?:please\\s+)?replace\\s+(?:every|all|each)(?:\\s+(?:occurrences?|uses?|instances?)\\s+of)?(?:\\s+the)?\\s+(${KEYWORD})s?(?:\\(\\))?(?:\\s+(?:declarations?|statements?|keywords?|calls?))?\\s+(?:in|of|from)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:by|with)\\s+([^;\\n]{1,60})`,
  'i',
);
const THROUGHOUT = new RegExp(
  `^(?:please\\s+)?replace\\s+(${KEYWORD})s?\\s+(?:by|with)\\s+([^.;\\n⟦]{1,40}?)\\s+(?:throughout|everywhere\\s+in|across|in\\s+all\\s+of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`,
  'i',
);
const NOT_ALL = /\b(?:except|but|only|unless|where|when|if|without|possible|not)\b/i;

/** Of JavaScript: a property may bear any word. */
const withoutProperties = (path: string, code: string): string =>
  /\.[cm]?[jt]sx?$/i.test(path) ? code.replace(/\.[\w$]{1,60}|[\w$]{1,60}:/g, ' ') : code;

/** `told`: the user's words. */
export async function wordReplaced(files: FilesView, told: string): Promise<CheckResult[]> {
  const masked = mask(told.replaceAll('`', ''));
  const orders = sentencesOf(masked).flatMap((sentence) => {
    const [, word, file, by] = REPLACES.exec(sentence) ?? [];
    const [, other, withIt, where] = THROUGHOUT.exec(sentence) ?? [];
    return word === undefined && other === undefined ? [] : [[word ?? other, file ?? where, by ?? withIt] as const];
  });
  const [word = '', file = '', by = ''] = orders[0] ?? [];
  const [name] = standingFor(file, masked, 'F');
  if (name === undefined || NOT_ALL.test(masked.text) || hasWord(by, word)) return [];
  const [path, ...others] = files.meant(name);
  if (path === undefined || others.length > 0 || !isCode(path)) return [];
  const text = await files.text(path);
  if (text === null || !hasWord(withoutProperties(path, partsOf(path, text).code), word)) return [];
  return [
    { name: 'word_replaced', passed: false, detail: `${path} still has ${word}, and every one was to be replaced` },
  ];
}
