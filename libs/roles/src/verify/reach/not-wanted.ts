import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isTestFile, nameOf } from '../file-kinds.js';
import { proseOf } from '../stated/masked-text.js';

/* New files of a kind that the user's words rule out: "Do not write any tests." Pure. */

interface Kind {
  readonly name: string;
  readonly words: string;
  readonly has: (path: string) => boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: 'tests',
    words: '(?:tests?|specs?|test\\s+(?:cases?|files?|suites?))',
    has: (path) => isTestFile(path) && /test|spec/i.test(path),
  },
  {
    name: 'documentation',
    words: '(?:docs|documentation(?:\\s+files?)?|readmes?(?:\\s+files?)?|markdown\\s+files?)',
    has: (path) => /\.(?:md|markdown|mdx|rst|adoc)$/i.test(path) || /^readme(?:\.\w+)?$/i.test(nameOf(path)),
  },
];
const RULES_OUT =
  "(?:(?:do\\s+not|don['’]t|never|please\\s+no|and\\s+not)\\s+(?:write|add|create|include|generate|make)|without\\s+(?:writing|adding|creating|including|generating|making))";
const WHICH = '(?:(?:any|an?|new|unit|more|extra|additional|separate|automated)\\s+){0,3}';
/** What follows may say which of them are meant. */
const ENDS = '(?=\\s*(?:[.,;!)]|$|\\band\\b|\\bor\\b))';
const FORMS = KINDS.map(({ words }) => ({
  out: new RegExp(`\\b${RULES_OUT}\\s+${WHICH}${words}${ENDS}`, 'giu'),
  asks: new RegExp(
    `\\b(?:writ|add|creat|includ|generat|mak|extend|updat|document|describ)\\w*\\b[^.;\\n]{0,60}\\b${words}\\b|\\bwith\\s+(?:\\w+\\s+){0,2}${words}\\b`,
    'iu',
  ),
}));

/** Kinds of files that the user does not want, and asks for nowhere else. */
function ruledOut(told: string): Kind[] {
  // A name of a file is no prose.
  const prose = proseOf(told.replace(/\breadme(?:\.\w{1,4})?\b/gi, 'readme'));
  return KINDS.filter((_, at) => {
    const form = FORMS[at];
    if (form === undefined) return false;
    const rest = prose.replace(form.out, ' ');
    return rest !== prose && !form.asks.test(rest);
  });
}

/** `told`: the user's words. */
export function notWanted(changes: readonly FileChange[], told: string): CheckResult[] {
  return ruledOut(told).flatMap(({ name, has }) => {
    const made = changes.filter(({ path, operation }) => operation === 'create' && has(path)).map(({ path }) => path);
    return made.length === 0
      ? []
      : [{ name: 'not_wanted', passed: false, detail: `made, though the user wants no ${name}: ${listed(made)}` }];
  });
}

const FAULT = /\b(?:fail\w*|errors?|wrong|incorrect|crash\w*|broken)\b/i;
/** Whether a complaint only misses what the user does not want. */
export function missesUnwanted(issue: string, told: string): boolean {
  if (FAULT.test(issue)) return false;
  return ruledOut(told).some(({ words }) =>
    new RegExp(
      `\\b(?:no|without|lacks?|lacking|missing)\\s+(?:(?:any|an?|unit|automated|the)\\s+){0,3}${words}\\b|\\b${words}\\s+(?:are|is|were|was|have|has)\\s+(?:not|missing|lacking)\\b`,
      'iu',
    ).test(issue),
  );
}
