import { FILE } from './masked-text.js';
import { filesIn, type Phrase } from './sentence.js';

/* Files that get another name, in other languages than English. */

const FORMS = [
  `(?:benenne?|benennen\\s+sie)\\s+(?:bitte\\s+)?(?:die\\s+datei\\s+)?(${FILE})\\s+(?:in|zu|nach)\\s+(${FILE})\\s+um(?!\\p{L})`,
  `(${FILE})\\s+(?:in|zu|nach)\\s+(${FILE})\\s+umbenennen`,
  `renomm(?:e|ez|er)\\s+(?:le\\s+fichier\\s+)?(${FILE})\\s+en\\s+(${FILE})`,
  `renombr(?:a|ar|e)\\s+(?:el\\s+(?:archivo|fichero)\\s+)?(${FILE})\\s+(?:a|como|en|por)\\s+(${FILE})`,
  `renome(?:ie|ar|ia)\\s+(?:o\\s+(?:arquivo|ficheiro)\\s+)?(${FILE})\\s+para\\s+(${FILE})`,
  `rinomin(?:a|are)\\s+(?:il\\s+file\\s+)?(${FILE})\\s+in\\s+(${FILE})`,
  `hernoem\\s+(?:het\\s+bestand\\s+)?(${FILE})\\s+naar\\s+(${FILE})`,
  `переименуй(?:те)?\\s+(?:файл\\s+)?(${FILE})\\s+в\\s+(${FILE})`,
  `(${FILE})\\s*(?:重命名为|改名为|重新命名为|重新命名為)\\s*(${FILE})`,
  `(${FILE})\\s*(?:の名前)?を\\s*(${FILE})\\s*に(?:改名|リネーム|名前を変更)`,
];
const DENIED = /(?:nicht|ne\s+pas|pas|no|não|non|niet|не|不要?|别)\s*$/iu;

export const RENAMED_IN_TONGUES: readonly Phrase[] = FORMS.map((form) => ({
  pattern: new RegExp(`(?<!\\p{L})${form}`, 'giu'),
  read: (match, of) => {
    const [from] = filesIn(match[1], of);
    const [to] = filesIn(match[2], of);
    if (from === undefined || to === undefined || DENIED.test(of.text.slice(0, match.index))) return null;
    return [{ kind: 'moved', from, to }];
  },
}));
