import type { Fact } from './fact.js';
import { FILE } from './masked-text.js';
import { fileIn, FILES, filesIn, FILLERS, isOrder, type Phrase, type Sentence } from './sentence.js';

/* Demands on data that takes another form, or comes together in one file. */

const DATA = /\.(?:csv|tsv|jsonl?|ndjson|ya?ml|toml|ini|cfg|env|properties|xml|md|markdown)$/i;
/** Another tool calls its settings otherwise. */
const OF_A_TOOL =
  /(?:^|\/)(?:(?:setup|tox|pytest|mypy|pylint|flake8)\.(?:cfg|ini)|(?:pyproject|Cargo|Pipfile|netlify|rustfmt)\.toml|(?:pom|build|web|AndroidManifest|strings)\.xml|\.?\w+rc\.(?:json|ya?ml|toml))$/i;
const FORM =
  '(?:an?\\s+|valid\\s+|plain\\s+)*(?:json|csv|ya?ml|tsv|jsonl|toml|ini|xml|properties|markdown)(?:\\s+(?:format|file|array|table|document))?';
/** By these something is left out, changed, or put in another order of things. */
const NOT_PLAIN =
  /\b(?:only|where|who(?:se)?|which|that\s+(?:are|is|have|has)|filter\w*|exclud\w*|without|skip\w*|except\w*|remov\w*|drop\w*|ignor\w*|omit\w*|group\w*|nest\w*|aggregat\w*|sum\w*|count\w*|average\w*|total\w*|first|last|top|select\w*|dedup\w*|uniq\w*|duplicat\w*|empty|invalid|valid(?:ate)?|limit\w*|renam\w*|transform\w*|lower\w*|upper\w*|clean\w*|trim\w*|normali[sz]\w*|split\w*|key(?:ed|s)?|index\w*|by|per|each|columns?|fields?|rows?|like|shape|structure|schema|pivot\w*|transpos\w*|flatten\w*|translat\w*|replac\w*|join\w*|merg\w*|map\w*|anonymi\w*|redact\w*|mask\w*|round\w*|but|unless|not|never|newer|older|active|current|latest|some|sample|example|test|script|program|function|tool|converter|command|code|endpoint|api|app)\b/i;
/** How it is laid out says nothing of what it holds. */
const OF_FORM =
  /\b(?:one\s+(?:object|record|line)\s+per\s+(?:row|line)|(?:list|array)\s+(?:with|of|holding)\s+(?:an?\s+|one\s+)?objects?(?:\s+(?:for|per)\s+(?:each\s+|every\s+)?(?:row|line|record))?|per\s+line|(?:with|including)\s+(?:a|the)\s+header(?:\s+row)?|(?:do\s+not|don['’]t|without)\s+(?:chang|touch|modify|delet|remov)\w*\s+(?:the\s+)?(?:original|⟦F\d+⟧)(?:\s+file)?|without\s+losing\s+(?:any\s+)?(?:rows?|records?|data)|(?:keep|preserv)\w*\s+(?:all|every|the)\s+(?:the\s+)?(?:rows?|columns?|fields?|keys?|records?|values?|data|names?)|(?:all|every)\s+(?:the\s+)?(?:rows?|columns?|fields?|keys?|records?)|with\s+(?:exactly\s+)?the\s+same\s+(?:keys?|values?|data)(?:\s+and\s+(?:the\s+same\s+)?(?:keys?|values?))?|indented\s+by\s+\w+(?:\s+(?:spaces?|blanks?|tabs?))?)\b/gi;
const NAMES_PARTS = /\b(?:objects?|records?|entries|items?)\s+(?:with|of)\b/i;
const isPlain = ({ masked }: Sentence): boolean => !NOT_PLAIN.test(masked.text.replace(OF_FORM, ' '));

/** By these a number may become another one. */
const COMPUTES =
  /\b(?:sum\w*|total\w*|average\w*|mean|percent\w*|round\w*|rank\w*|ind(?:ex|ices)\w*|count\w*|number\s+of|numbered|position|units?|cents?|euros?|dollars?|grams?|met(?:er|re)s?|seconds?|minutes?|hours?|days?|age|duration|times?|multipl\w*|divid\w*|scal\w*|normali\w*|anonymi\w*|mask\w*|redact\w*|random\w*|increment\w*|decrement\w*|increas\w*|decreas\w*|doubl\w*|halv\w*|epoch|timestamps?|dates?|comput\w*|calculat\w*|add(?:ed|ing)?|plus|minus|rate|tax|price|celsius|fahrenheit|replac\w*|chang\w*|correct\w*|fix\w*|only|where\s+\w+\s+(?:is|are)\s+(?:at|more|less|over|under|above|below|greater|not)|ids?)\b/i;
/** By these, all values of a column may become one. */
const MAKES_EQUAL =
  /\b(?:set|zero|default|mask\w*|anonymi\w*|redact\w*|same|constant|fill\w*|clear\w*|reset\w*|replac\w*|empt\w*|null|each|every|all|filter\w*|where|only|group\w*|total\w*|sum\w*|count\w*|average\w*)\b/i;
const SAME_VALUES = /\bwith\s+(?:exactly\s+)?the\s+same\s+(?:keys?\s+and\s+(?:the\s+same\s+)?)?(?:values|data)\b/i;
/** By another order, one of them may change. */
const SETS_ONE = /\b(?:set|updat|renam|except|but|different|edit|adjust|bump|rais|lower|new)\w*/i;
const carriedBy = (fact: Fact, told: string): Fact[] => {
  if (fact.kind !== 'converted') return [];
  const { from, to } = fact;
  if (!COMPUTES.test(told))
    return [{ kind: 'carried', from, to, ...(SAME_VALUES.test(told) && !SETS_ONE.test(told) ? { same: true } : {}) }];
  return MAKES_EQUAL.test(told) ? [] : [{ kind: 'carried', from, to, computed: true }];
};

/** Whose own things need not all be there. */
const TAKES_LESS =
  /\b(?:only|where|who(?:se)?|filter\w*|exclud\w*|without|skip\w*|except\w*|remov\w*|drop\w*|ignor\w*|omit\w*|dedup\w*|uniq\w*|duplicat\w*|overrid\w*|overwrit\w*|overlay\w*|prefer\w*|preceden\w*|priorit\w*|wins?|conflict\w*|common|intersect\w*|differen\w*|join\w*|match\w*|sum\w*|total\w*|aggregat\w*|average\w*|group\w*|short\w*|condens\w*|summar\w*|clean\w*|simplif\w*|rewrit\w*|select\w*|first|last|top|limit\w*|by|not|never|but|unless|latest|newer|older|valid\w*|script|program|function|tool|command)\b/i;
const MERGES = '\\b(?:merge|combine|concatenate|concat|consolidate|unite|join|put\\s+together)';
const isText = (path: string): boolean => /\.(?:txt|log|md|markdown|list)$/i.test(path);

const converted = (from: string | undefined, to: string | undefined): Fact[] | null =>
  from === undefined ||
  to === undefined ||
  from === to ||
  !DATA.test(from) ||
  !DATA.test(to) ||
  OF_A_TOOL.test(from) ||
  OF_A_TOOL.test(to) ||
  /\.(?:md|markdown)$/i.test(from)
    ? null
    : [{ kind: 'converted', from, to }];

export const DATA_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `\\b(?:convert|turn|transform|export|translate|migrate|port)\\s+${FILLERS}(${FILE})\\s+(?:(?:in)?to|as)\\s+(?:${FORM}\\s*(?:,|and\\s+(?:save|write|store|put)\\s+(?:it|the\\s+result)|,?\\s*saved|called|named)?\\s*(?:in|into|to|as|at|called|named)?\\s+)?(?:the\\s+)?(?:file\\s+)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const whole = isOrder(match, of) ? converted(fileIn(match[1], of), fileIn(match[2], of)) : null;
      if (whole === null) return null;
      const carried = whole.flatMap((fact) => carriedBy(fact, of.masked.text));
      // Of a record, no more may be wanted than what is named.
      const made = whole.map((fact): Fact => (NAMES_PARTS.test(of.text) ? ({ ...fact, some: true } as Fact) : fact));
      return isPlain(of) ? [...made, ...carried] : carried.length === 0 ? null : carried;
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:create|write|generate|make|produce)\\s+${FILLERS}(${FILE})\\s+(?:out\\s+of|from|by\\s+converting)\\s+${FILLERS}(${FILE})(?=\\s*(?:[.;!]|$))`,
      'giu',
    ),
    read: (match, of) =>
      isOrder(match, of) && !NOT_PLAIN.test(of.masked.text.replace(/by\s+converting/i, ' ').replace(OF_FORM, ' '))
        ? converted(fileIn(match[2], of), fileIn(match[1], of))
        : null,
  },
  {
    pattern: new RegExp(
      `\\btranslate\\s+${FILLERS}(${FILE})\\s+(?:from\\s+\\p{L}+\\s+)?(?:in)?to\\s+\\p{L}+\\s*,?\\s+(?:as|in|into|to|and\\s+(?:save|write|put|store)\\s+(?:it|the\\s+(?:result|translation))\\s+(?:as|in|into|to))\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [fileIn(match[1], of), fileIn(match[2], of)];
      return from === undefined || to === undefined || from === to || !isOrder(match, of)
        ? null
        : [{ kind: 'translated', from, to }];
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:append|add)\\s+(?:the\\s+)?(?:(?:whole|entire|full)\\s+)?(?:contents?|text|lines|rows|entries)\\s+of\\s+${FILLERS}(${FILES})\\s+(?:at\\s+the\\s+end\\s+of|to(?:\\s+the\\s+end\\s+of)?)\\s+${FILLERS}(${FILE})(?=\\s*(?:[.,;!]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [filesIn(match[1], of), fileIn(match[2], of)];
      if (to === undefined || from.includes(to) || !isOrder(match, of) || TAKES_LESS.test(of.masked.text)) return null;
      return [...from, to].every(isText) ? [{ kind: 'merged', from: [...new Set(from), to], to }] : null;
    },
  },
  {
    pattern: new RegExp(
      `${MERGES}\\s+(?:the\\s+)?(?:(?:contents?|data|lines|rows|entries)\\s+(?:of|from|in)\\s+)?${FILLERS}(${FILES})\\s+(?:together\\s+)?(?:in)?to\\s+(?:an?\\s+|the\\s+)?(?:(?:new|single|one|combined|common)\\s+){0,3}(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [[...new Set(filesIn(match[1], of))], fileIn(match[2], of)];
      // Tables are joined by what they share.
      const isJoin = /^join/i.test(match[0]);
      if (to === undefined || !isOrder(match, of) || (isJoin && ![...from, to].every(isText))) return null;
      if (TAKES_LESS.test(of.masked.text.replace(isJoin ? /\bjoin\b/i : '', ' '))) return null;
      const all = from.length === 1 && from[0] !== to ? [...from, to] : from;
      return all.length < 2 ? null : [{ kind: 'merged', from: all, to }];
    },
  },
];
