import type { CheckResult } from '#domain';
import { cut, oneLine } from '#prompts';
import { sentencesOf, mask } from '../stated/masked-text.js';

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

/** What was built or applied to see whether it works, with a program or a net that is not there: the work is done. */
const TRIAL =
  /\b(?:build|apply)\s+(?:it|them|this|these|here|anything|the\s+(?:images?|containers?|project|site|app|binary|package|docs|book|plan|manifests?|config\w*|migrations?|playbook|chart|stack))\b/i;
const NOT_HERE =
  /\b(?:(?:is|are|was|were)(?:\s+not|n['’]t)\s+(?:there|here|installed|available|found|running|reachable|present|on\s+(?:this|the)\s+(?:machine|system|path))|(?:there\s+is|has|have|with)\s+no\s+(?:[\w-]+\s+){0,2}(?:here|network|internet|access|daemon|cluster|server|database|registry|installed|available)|without\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:network|internet|access|daemon|cluster|server|database|registry))\b/i;
const isTrial = (sentence: string): boolean => TRIAL.test(sentence) && NOT_HERE.test(sentence);

/** A test that is to fail until a later step does its work: of what that is, the summary may say that it is missing. */
const FAILS = /(?<!\bstill\s)\bfail(?:s|ing)?\b/i;
const FAILS_STILL = /\bstill\s+(?:fails|failing)\b/i;
const MENDS = /\b(?:fix\w*|mend\w*|repair\w*|solv\w*|resolv\w*|pass(?:es|ing)?|green)\b/i;
const isToFail = (asked: string): boolean =>
  /\b(?:tests?|specs?)\b/i.test(asked) && FAILS.test(asked) && !MENDS.test(asked);
const isAwaited = (sentence: string): boolean => FAILS.test(sentence) && !FAILS_STILL.test(sentence);

/** `asked`: what the plan says of a step that others follow; empty for the last. */
export function ownWords(summary: string, asked = ''): CheckResult[] {
  if (summary.trim() === '') return [];
  const masked = mask(summary);
  const mayFail = isToFail(asked);
  const said = sentencesOf(masked).find(
    (sentence) =>
      NOT_DONE.test(sentence) && !ELSE.test(sentence) && !isTrial(sentence) && !(mayFail && isAwaited(sentence)),
  );
  const [was] = said === undefined ? [] : (NOT_DONE.exec(said) ?? []);
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
