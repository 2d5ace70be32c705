import { isCode, isTestFile } from '../file-kinds.js';
import type { Fact } from './fact.js';
import { FILE, proseOf, sentencesOf } from './masked-text.js';
import { fileIn, FILES, filesIn, FILLERS, type Phrase, type Sentence } from './sentence.js';

/*
 * Demands on where the work goes, and on what changes its place. They take no words out of the sentence, since what
 * they say lets files go as before.
 */

const order = (pattern: string): RegExp => new RegExp(`^(?=(?:please\\s+|now\\s+|then\\s+){0,2}(?:${pattern}))`, 'giu');
const THE_FILE = '(?:the\\s+)?(?:file\\s+|module\\s+|script\\s+)?';
const ENDS = '\\s*[.!]?$';

/** Whether the order is all there is: what follows may change what was said. */
const isAlone = ({ masked }: Sentence): boolean => sentencesOf(masked).length === 1;

/** What may be mended by something that is new. */
const BY_SOMETHING_NEW =
  /\b(?:tests?|specs?|missing|lacks?|lacking|absent|found|exists?|install\w*|depend\w*|modules?|packages?|imports?|requires?|creat\w*|add(?:s|ed|ing)?|extract\w*|split\w*|mov(?:e|es|ed|ing)|new|wrap\w*|separate|instead|document\w*|docs|types?|typings|declar\w*|config\w*|copy|original)\b/i;
/** What the work is on may be another file than the one that tells of it. */
const TELLS_OF_IT =
  /\b(?:describ\w*|list(?:s|ed)?|specif\w*|shown?|mention\w*|accord\w*|based|styles?|like|examples?|instructions?|specs?|errors?(?!\s+(?:handling|messages?|codes?|texts?)\b)|fail\w*|tests?|log(?:s|ged|ging)?|crash\w*|exceptions?|warnings?|callers?|call(?:s|ed)|us(?:e|es|ed|ing)|imports?|depend\w*|that|which|everywhere|docs?|readme|outputs?|templates?|look|layout|page|new|found|missing|move\w*|config\w*|settings?|environment)\b/i;
const WORKS_ON =
  'fix|repair|correct|improve|simplify|optimi[sz]e|speed\\s+up|clean\\s+up|tidy(?:\\s+up)?|document|annotate|refactor|harden|implement|complete|finish|change|update|handle|reduce|increase|extend|shorten|make';
const KEEPS_THE_NAME =
  /\b(?:wrap\w*|alias\w*|compat\w*|deprecat\w*|keep\w*|copy|copies|delegat\w*|re-?export\w*|both)\b/i;
const CODE_NAME = '`?([A-Za-z_$][\\w$]*)`?';

export const TRANSFER_PHRASES: readonly Phrase[] = [
  {
    pattern: order(
      `(?:fix|repair)\\s+${THE_FILE}(${FILE})(?=\\s*[:,.–—]|\\s+-\\s|\\s*$|\\s+(?:so\\s+that|such\\s+that|so)\\b)|(?:fix|repair|correct)\\s+(?:the|a)\\s+(?:[\\w-]+\\s+)?(?:bug|error|mistake|fault|defect)\\s+in\\s+${THE_FILE}(${FILE})(?=\\s*[:,.–—]|\\s+-\\s|\\s*$|\\s+(?:so\\s+that|such\\s+that|so)\\b)|in\\s+${THE_FILE}(${FILE})\\s*,?\\s*(?:please\\s+)?(?:make|fix|correct|change)\\b`,
    ),
    read: (match, of) => {
      const file = fileIn(match[1] ?? match[2] ?? match[3], of);
      const isOne = new Set(of.masked.files).size === 1 && !BY_SOMETHING_NEW.test(proseOf(of.masked.text));
      return file === undefined || !isCode(file) || isTestFile(file) || !isOne ? null : [{ kind: 'mended', file }];
    },
  },
  {
    pattern: order(
      `(?:${WORKS_ON})\\s+${THE_FILE}(${FILE})(?!['’/])|(?:${WORKS_ON}|add|insert|remove|rename)\\s+[^⟦.;:\\n]{1,80}?\\s(?:in|of|to)\\s+${THE_FILE}(${FILE})(?=\\s*(?:[.,;!]|$))`,
    ),
    read: (match, of) => {
      const file = fileIn(match[1] ?? match[2], of);
      const isOne = new Set(of.masked.files).size === 1 && !TELLS_OF_IT.test(proseOf(of.masked.text));
      return file === undefined || !isCode(file) || isTestFile(file) || !isOne ? null : [{ kind: 'worked_on', file }];
    },
  },
  {
    pattern: order(
      `(?:empty(?:\\s+out)?|truncate|clear\\s+(?:out\\s+)?(?:the\\s+|all\\s+)?contents?\\s+of)\\s+(?:(?:the\\s+)?contents?\\s+of\\s+)?${FILLERS}(${FILES})(?:\\s+to\\s+(?:zero|0)\\s+bytes)?(?:\\s*,?\\s*(?:but|and)\\s+(?:please\\s+)?(?:keep|leave|do\\s+not\\s+(?:delete|remove)|don['’]t\\s+(?:delete|remove))\\s+(?:the\\s+files?|it|them)(?:\\s+(?:itself|themselves|there|in\\s+place))?)?${ENDS}`,
    ),
    read: (match, of) =>
      isAlone(of) && !/\bor\b/i.test(of.text)
        ? filesIn(match[1], of).map((file): Fact => ({ kind: 'emptied', file }))
        : null,
  },
  {
    pattern: order(
      `(?:swap|exchange)\\s+(?:the\\s+)?contents?\\s+of\\s+${FILLERS}(${FILE})\\s+(?:and|with)\\s+(?:(?:that|those)\\s+of\\s+)?${FILLERS}(${FILE})${ENDS}`,
    ),
    read: (match, of) => {
      const [one, other] = [fileIn(match[1], of), fileIn(match[2], of)];
      if (one === undefined || other === undefined || one === other || !isAlone(of)) return null;
      return [{ kind: 'swapped', one, other }];
    },
  },
  {
    pattern: order(
      `move\\s+(?:all|every|each)(?:\\s+of)?(?:\\s+the)?\\s+\\*?\\.([a-z][a-z0-9]{0,7})\\s+files?\\s+(?:in)?to\\s+(?:the\\s+|a\\s+)?(?:new\\s+)?(?:(?:folder|directory|subfolder)\\s+(?:named\\s+|called\\s+)?([\\w@-][\\w@.-]{0,60})/?|([\\w@-][\\w@.-]{0,60})/|([\\w@-][\\w@.-]{0,60})/?\\s+(?:folder|directory))${ENDS}`,
    ),
    read: (match, of) => {
      const folder = (match[2] ?? match[3] ?? match[4])?.replace(/\.$/, '');
      if (folder === undefined || !isAlone(of)) return null;
      return [{ kind: 'gathered', type: (match[1] ?? '').toLowerCase(), folder }];
    },
  },
  {
    pattern: order(
      `move\\s+(?:the\\s+)?(?:function|class|method|helper|constant|variable)\\s+(?:(?:named|called)\\s+)?${CODE_NAME}(?:\\(\\))?\\s+(?:from|out\\s+of)\\s+${THE_FILE}(${FILE})\\s+(?:in)?to\\s+(?:(?:a|the)\\s+)?(?:new\\s+)?(?:file\\s+|module\\s+)?(${FILE})(?=\\s*(?:[.,;!]|$)|\\s+and\\b)`,
    ),
    read: (match, of) => {
      const [name, source, target] = [match[1], fileIn(match[2], of), fileIn(match[3], of)];
      if (name === undefined || source === undefined || target === undefined || source === target) return null;
      return KEEPS_THE_NAME.test(proseOf(of.masked.text)) ? null : [{ kind: 'code_moved', name, source, target }];
    },
  },
];
