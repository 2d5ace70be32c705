import type { CheckResult } from '#domain';
import { cut, oneLine } from '#prompts';
import { mask, sentencesOf, unmask } from '../stated/masked-text.js';

/* A summary that says of its own work that it is not done. Pure. */

const WORK =
  '(?:fix|solve|create|write|implement|complete|finish|add|make|resolve|generate|produce|repair|apply|build|convert|rename)';
/** What a program, its users or a text may not do is often the work itself. */
const BY_ITSELF = '(?:\\b(?:I|we)\\s+(?:\\w+ly\\s+)?|^(?:(?:but|so|unfortunately|sorry)\\W+)?)';
const NOT_DONE = new RegExp(
  [
    `${BY_ITSELF}(?:(?:was|were|am|been)\\s+(?:not\\s+able|unable)\\s+to|could\\s+not|couldn['’]t|cannot|can['’]t|failed\\s+to)\\s+(?:\\w+ly\\s+)?${WORK}\\b(?!\\s+(?:any\\b|(?:\\w+\\s+){0,2}tests?\\b))`,
    `${BY_ITSELF}(?:did\\s+not|didn['’]t)\\s+(?:\\w+ly\\s+)?(?:fix|solve|complete|finish|implement|resolve)\\b(?!\\s+any)`,
    `\\b(?:still\\s+to\\s+(?:do|be\\s+(?:done|written|implemented|fixed|added))|still\\s+(?:missing|fails(?!\\s+\\w+ly)|failing|broken|wrong|returns?\\s+(?:the|a)\\s+wrong|does\\s+not\\s+work)|not\\s+yet\\s+(?:done|written|implemented|fixed|finished|complete|working)|remains?\\s+to\\s+be\\s+(?:done|written|implemented|fixed|added))\\b`,
    `${BY_ITSELF}(?:can['’]?t|cannot|can\\s+not|(?:am\\s+)?unable\\s+to|will\\s+not|won['’]t)\\s+(?:assist|help|comply|fulfil\\w*|proceed|do\\s+(?:that|this))\\b`,
  ].join('|'),
  'i',
);
/** Words that speak of how it was, of what might be, of what a text says, or of somebody else. */
const ELSE =
  /\b(?:before|previously|originally|earlier|initially|at\s+first|no\s+longer|used\s+to|was\s+still|which\s+(?:was|caused|meant)|so\s+that|if|unless|when|because\s+the\s+(?:old|original)|bug\s+was|problem\s+was|error\s+was|sa(?:y|ys|ying|id)|mentions?|lists?|listing|listed|log|logs|documented|documents|describes?|message|letter|e-?mail|reply|answers?|unrelated|as\s+(?:before|asked|required|requested|intended|expected)|since\s+it|on\s+purpose|out\s+of\s+scope|todo|roadmap|limitations?|summari[sz]ed)\b/i;

/** Faults of the code itself: what is missing on this machine is none. */
const FAULTS =
  'SyntaxError|IndentationError|NameError|UnboundLocalError|AttributeError|TypeError|ReferenceError|RangeError|IndexError|KeyError|RecursionError|ZeroDivisionError';
const ENDS_IN = new RegExp(
  `\\b(?:running|executing|starting|importing|compiling)\\s+(?:it|this|that|⟦F\\d+⟧|[\\w./-]{1,80}|(?:the|my|these|all)\\s+(?:new\\s+)?(?:script|program|code|file|module|tests?))\\s+(?:(?:here|now|still|currently)\\s+){0,2}(?:gives?|fails?\\s+with|raises?|throws?|ends?\\s+(?:in|with)|results?\\s+in|produces?|shows?|yields?|leads?\\s+to)\\s+(?:an?\\s+|the\\s+)?\\W{0,2}(${FAULTS})\\b`,
  'i',
);
/** The words in which a summary tells of such a fault as of what there is; null where the user speaks of it, too. */
function faultTold(sentence: string, told: string): string | null {
  const [words, fault = ''] = ENDS_IN.exec(sentence) ?? [];
  return words === undefined || ELSE.test(sentence) || told.toLowerCase().includes(fault.toLowerCase()) ? null : words;
}

/** What was built or applied to see whether it works, with a program or a net that is not there: the work is done. */
const TRIAL =
  /\b(?:build|apply)\s+(?:it|them|this|these|here|anything|the\s+(?:images?|containers?|project|site|app|binary|package|docs|book|plan|manifests?|config\w*|migrations?|playbook|chart|stack))\b/i;
const NOT_HERE =
  /\b(?:(?:is|are|was|were)(?:\s+not|n['’]t)\s+(?:there|here|installed|available|found|running|reachable|present|on\s+(?:this|the)\s+(?:machine|system|path))|(?:there\s+is|has|have|with)\s+no\s+(?:[\w-]+\s+){0,2}(?:here|network|internet|access|daemon|cluster|server|database|registry|installed|available)|without\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:network|internet|access|daemon|cluster|server|database|registry))\b/i;
const isTrial = (sentence: string): boolean => TRIAL.test(sentence) && NOT_HERE.test(sentence);

/**
 * A test that is to fail until something else does its work: of what that is, the summary may say that it is missing.
 */
const FAILS = /\bfail(?:s|ing)?\b/i;
const MENDS = /\b(?:fix\w*|mend\w*|repair\w*|solv\w*|resolv\w*|pass(?:es|ing)?|green)\b/i;
/** Nobody but the work itself could make the test pass: then it is said outright that it is not to. */
const TEST_FIRST =
  /\b(?:write|add|create)\b[^.;\n]{0,80}?\b(?:failing\s+(?:[\w-]+\s+){0,3}(?:tests?|specs?)|(?:tests?|specs?)\b[^.;\n]{0,60}?\b(?:that|which|must|should|has\s+to|is\s+to)\s+(?:still\s+|first\s+)?fails?)\b/i;
/** What is not to be done, in the user's words. */
const EXCEPT =
  /\b(?:(?:do\s{1,9}not|don['’]t|never|not\s{1,9}to|without)\s{1,9}(?:fix|mend|touch|chang|repair|implement|solv|resolv|edit)(?:e|ing)?\s{1,9}([^.;,\n]{1,80})|leave\s{1,9}([^.;,\n]{1,80}?)\s{1,9}(?:alone|as\s{1,9}(?:it|they)\s{1,9}(?:is|are)|untouched|for\s+later|failing|broken))/gi;
const NO_NAME =
  /^(?:the|and|any|all|for|now|yet|its?|this|that|them|those|these|other|others|anything|else|code|file|files|tests?|still|with|bugs?|fault|function|first|here|step)$/i;

/** Words of what the user wants to stay as it is. */
function exceptedIn(told: string): ReadonlySet<string> {
  const clauses = [...told.matchAll(EXCEPT)].map(([, kept = '', left = '']) => kept + left);
  return new Set(clauses.flatMap(wordsOf).filter((word) => !NO_NAME.test(word)));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d_]{3,}/gu) ?? [];

/** `step`: what the plan says of a step that others follow; empty for the last. `told`: the user's words. */
export function ownWords(summary: string, step = '', told = ''): CheckResult[] {
  if (summary.trim() === '') return [];
  const masked = mask(summary);
  const isFirst = TEST_FIRST.test(told) && !MENDS.test(told.replace(EXCEPT, ' '));
  const mayFail = isFirst || (/\b(?:tests?|specs?)\b/i.test(step) && FAILS.test(step) && !MENDS.test(step));
  const excepted = exceptedIn(told);
  const isExcepted = (sentence: string): boolean =>
    excepted.size > 0 && wordsOf(unmask(sentence, masked)).some((word) => excepted.has(word));
  const said = sentencesOf(masked).find(
    (sentence) =>
      NOT_DONE.test(sentence) &&
      !ELSE.test(sentence) &&
      !isTrial(sentence) &&
      !(mayFail && FAILS.test(sentence)) &&
      !isExcepted(sentence),
  );
  const [unmade] = said === undefined ? [] : (NOT_DONE.exec(said) ?? []);
  const was =
    unmade ??
    sentencesOf(masked)
      .map((sentence) => faultTold(unmask(sentence, masked), told))
      .find((words) => words !== null);
  if (was === undefined) return [{ name: 'own_words', passed: true, detail: 'the summary claims the work' }];
  const at = summary.indexOf(was);
  return [
    {
      name: 'own_words',
      passed: false,
      detail: `the summary itself says that it is not done: ${cut(oneLine(summary.slice(Math.max(0, at - 60))), 240)}`,
    },
  ];
}
