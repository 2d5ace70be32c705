import type { Fact } from './fact.js';
import { FILE, QUOTE } from './masked-text.js';
import { filesIn, FILLERS, isOrder, PLACES, type Phrase } from './sentence.js';

/* Demands on files that are to change, without a word of what they are to hold. */

const changed = (paths: readonly string[]): Fact[] | null => (paths.length === 0 ? null : [{ kind: 'changed', paths }]);
/** "Add what notes.md describes", "improve the app by example.md": the file says how, or is what something is for. */
const TELLS_OF_ANOTHER =
  /\b(?:describ\w*|list(?:ed)?|specif\w*|shown?|mention\w*|accord\w*|based|styles?|like|by|instructions?|if|when|where|links?|references?|support|(?<=\bof\s)the\s+project)\b/i;
const isProse = (path: string): boolean => /\.(?:txt|md|markdown|mdx|rst|adoc|tex)$/i.test(path);
const isData = (path: string): boolean =>
  /\.(?:json|ya?ml|toml|ini|cfg|csv|tsv|xml|env|properties)$|(?:^|\/)\.\w+ignore$/i.test(path);
const isPartOfCode = (said: string): boolean =>
  /\b(?:doc-?strings?|comments?|type\s+(?:hints?|annotations?)|headers?|functions?|methods?|class(?:es)?|constants?|exports?|shebang)\b/i.test(
    said,
  );

export const CHANGE_PHRASES: readonly Phrase[] = [
  {
    // What "fix", "improve" or "make … in a file" takes may lie in another one.
    pattern: new RegExp(
      `^(?:please\\s+|then\\s+|also\\s+|and\\s+|now\\s+){0,2}(?:edit|update|change|modify|refactor|rewrite|extend|reformat)\\s+(?:the\\s+(?:file\\s+)?)?(${FILE})(?!['’/]|\\s+(?:in)?to\\s+⟦F)`,
      'giu',
    ),
    // How a page looks lies in its styles too.
    read: (match, of) => changed(filesIn(match[1], of).filter((path) => !/\.html?$/i.test(path))),
  },
  {
    pattern: new RegExp(
      `^(?:please\\s+)?(?:translate|convert|port)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:file\\s+)?(?:from\\s+\\p{L}+\\s+)?(?:in)?to\\s+\\p{L}+(?=\\s*(?:[.!]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const paths = filesIn(match[1], of);
      return paths.length === 0 ? null : [{ kind: 'changed', paths, beside: true }];
    },
  },
  {
    // A text is added to, or worked on, where it stands; of code that holds for what is a part of its file.
    pattern: new RegExp(
      `^(?:please\\s+)?(?:(add|insert|append|prepend|put)\\s+(?:[^⟦.;:\\n]|⟦[QU]\\d+⟧){1,120}?\\s(?:to|into|in|of)\\s+${FILLERS}(${FILE})(?=\\s*(?:[.!]|$))|(?:make(?=\\s+(?:⟦F|the\\b|this\\b|my\\b|our\\b))(?![^⟦]{0,80}\\b(?:for|from)\\b)|reword|rephrase|proofread|rewrite|improve|clarify|simplify|polish|expand|shorten|tidy|restructure|translate(?=[^.\\n]{1,120}\\bin\\s+place\\b))\\s+[^⟦.;:\\n]{0,60}?(${FILE})(?!['’]))`,
      'giu',
    ),
    read: (match, of) => {
      const [, adds, target, text] = match;
      const [path] = filesIn(target ?? text, of);
      if (path === undefined || !isOrder(match, of) || TELLS_OF_ANOTHER.test(match[0])) return null;
      const isText = adds === undefined ? isProse(path) : isProse(path) || isData(path) || isPartOfCode(match[0]);
      return isText ? changed([...new Set(of.files)]) : null;
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:fix|correct)\\s+(?:(?:the|a|an|all|every|any)\\s+)?(?:[\\w-]+\\s+)?(?:typos?|spelling|misspellings?|grammar|punctuation|wording)\\b(?:\\s+(?:errors?|mistakes?|of|${QUOTE})){0,3}\\s+in\\s+(?:the\\s+(?:file\\s+)?)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? [{ kind: 'changed', paths: [...new Set(of.files)] }] : null),
  },
  {
    // Who names several files in one list wants it in each.
    pattern: new RegExp(
      `^(?:please\\s+)?(?:add|insert|append|prepend)\\s+(?:an?|the|this)\\s+(?:[^⟦.;:,\\n]|⟦[QU]\\d+⟧){1,120}?\\s(?:to|into)\\s+${FILLERS}(${PLACES})(?=\\s*(?:[.!]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const paths = [...new Set(filesIn(match[1], of))];
      const isOfEach = paths.length > 1 && !/\bor\b/i.test(match[1] ?? '') && !TELLS_OF_ANOTHER.test(match[0]);
      return isOfEach && isOrder(match, of) ? paths.map((path) => ({ kind: 'changed', paths: [path] })) : null;
    },
  },
  {
    // One thing that several files tell has to change in each.
    pattern: new RegExp(
      `^(?:please\\s+)?(?:update|bump|change|increase)\\s+the\\s+(?:\\w+\\s+){0,2}(?:version|year|date|copyright|port|url|address|number)(?:\\s+\\w+)?\\s+in\\s+${FILLERS}(${PLACES})(?=\\s*(?:[.;!]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const paths = filesIn(match[1], of);
      return paths.length < 2 ? null : paths.map((path) => ({ kind: 'changed', paths: [path] }));
    },
  },
  {
    pattern: new RegExp(
      `^in\\s+(?:the\\s+file\\s+)?(${FILE})\\s*,?\\s*(?:please\\s+)?(?:set|change|replace|rename|add|insert|remove|update)\\b`,
      'giu',
    ),
    read: (match, of) => changed(filesIn(match[1], of)),
  },
];
