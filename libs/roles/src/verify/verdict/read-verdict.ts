import type { Verdict } from '#domain';
import { cut, oneLine, readYaml } from '#prompts';
import { isAdvice, isMet } from './advice.js';
import { unfoundEvidence, type LookUp } from './evidence-found.js';
import { nothingSeen } from './nothing-seen.js';
import { isPartly, saidIn, unwrapped } from './said-of-passing.js';
import {
  asBoolean,
  asText,
  asTexts,
  beforeCut,
  isObject,
  jsonIn,
  pick,
  withoutThinking,
  type JsonObject,
} from '../../talk/read-json.js';

/**
 * What a verifier's answer says. Only JSON counts, or a document of nothing but the same keys: no verdict is ever read
 * out of prose.
 */
export type ReadVerdict =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'contradiction'; readonly because: string }
  /** Rejected for nothing that was asked for; the verdict as it would be without that. */
  | { readonly kind: 'advice_only'; readonly verdict: Verdict }
  | { readonly kind: 'unreadable'; readonly because: string };

const ISSUES = ['issues', 'problems', 'failures', 'errors', '问题', '問題'];
const REASONS = ['reason', 'explanation', 'rationale', 'comment', '原因', '理由'];
const SUGGESTIONS = ['suggestion', 'suggestions', 'feedback', 'fix', '建议', '建議'];
/** What says, of a rejection, what it is for. */
const GROUNDS = [...REASONS, 'reasoning', 'critique', 'justification'];
/** When none is given, or none that can be read: it neither carries nor sinks a score. */
const UNSAID = 0.5;
/** Below it, who passes a result and names what to do about it has not passed it. */
const LEAST_SURE = 0.3;

/**
 * `asked`: all that the work has to meet; `isBeside`: whether an issue is of something else; `isFound`: whether
 * evidence is.
 */
export function readVerdict(
  text: string,
  asked: string,
  isBeside: (issue: string) => boolean = () => false,
  isFound: LookUp = () => true,
): ReadVerdict {
  const answer = asQuoted(text);
  // Issues may have been to come.
  const whole = beforeCut(answer);
  const json = jsonIn(whole ?? answer);
  const candidates = (
    json.some((value) => Object.keys(value as object).length > 0) ? json : keysOnly(withoutThinking(answer))
  )
    .map((value) => (Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value))
    .map((value) => (isObject(value) ? unwrapped(value) : value))
    .map((value) => ofParts(value) ?? value)
    .filter(isObject)
    .map((object) => ({ object, said: saidIn(object) }))
    .filter(({ said }) => said !== undefined)
    .map(({ object, said }) => ({
      object,
      passed: isPartly(said) && issuesOf(object).length > 0 ? false : asBoolean(said),
    }));
  const last = candidates[candidates.length - 1];
  if (last === undefined && whole !== null) return { kind: 'unreadable', because: 'it stops before its end' };
  if (last === undefined) return { kind: 'unreadable', because: 'it holds no JSON object with "passed"' };
  if (last.passed === null) return { kind: 'unreadable', because: '"passed" is neither true nor false' };
  // A draft that says otherwise, or a verdict copied out of a file: nobody can tell which one is meant.
  if (candidates.some((c) => c.passed !== null && c.passed !== last.passed))
    return { kind: 'contradiction', because: 'it holds verdicts that differ' };

  const { object, passed } = last;
  const said = issuesOf(object);
  const issues = passed ? said.filter((issue) => !isMet(issue, asked)) : said;
  if (said.some((issue) => OF_THE_PROMPT.test(issue)))
    return { kind: 'unreadable', because: 'it copies the example of the prompt instead of judging' };
  const praise = passed ? undefined : linesOf(object).find((line) => ALL_MET.test(line));
  if (praise !== undefined && issues.every((issue) => isMet(issue, asked)))
    return { kind: 'contradiction', because: `"passed" is false, but it says: ${cut(praise, 300)}` };
  if (!passed && said.length > 0 && said.every((issue) => SAME_TWICE.test(issue)))
    return { kind: 'contradiction', because: `"passed" is false, but it finds what it expects: ${said.join('; ')}` };
  const suggestion = cut(asText(pick(object, [...SUGGESTIONS, ...(passed ? [] : GROUNDS)])), 2000);
  // Of a key that stands twice, a reader keeps the last value.
  if (passed && NOT_PASSED.test(withoutThinking(text)) && unmetIn(object) === null)
    return { kind: 'contradiction', because: '"passed" stands in it twice, with both values' };
  const lacking = passed ? lackingIn(object) : [];
  if (lacking.length > 0)
    return { kind: 'contradiction', because: `"passed" is true, but this is not met: ${lacking.join('; ')}` };
  const unfound = passed ? unfoundEvidence(object, isFound) : null;
  if (unfound !== null)
    return {
      kind: 'contradiction',
      because: `"passed" is true, but its evidence is in nothing that was shown of the work: ${cut(oneLine(unfound), 300)}`,
    };
  if (passed && NOT_LOOKED.test(text) && ASSUMES.test(text))
    return { kind: 'contradiction', because: '"passed" is true, but it only assumes so' };
  const unseen = passed ? nothingSeen(`${suggestion}\n${asText(pick(object, GROUNDS))}`) : null;
  if (unseen !== null) return { kind: 'contradiction', because: `"passed" is true, but it says: ${unseen}` };
  const unmet = passed ? unmetIn(object) : null;
  if (unmet !== null) return { kind: 'contradiction', because: `"passed" is true, but a part of it is not: ${unmet}` };
  if (passed && TAKEN_BACK.test(text.slice(text.lastIndexOf('}') + 1)))
    return { kind: 'contradiction', because: '"passed" is true, but what follows takes it back' };
  const demand = passed ? demandIn(suggestion) : null;
  if (demand !== null)
    return { kind: 'contradiction', because: `"passed" is true, but the suggestion says: ${demand}` };
  const fault = passed ? ADMITS.exec(asText(pick(object, REASONS)))?.[0] : undefined;
  if (fault !== undefined)
    return { kind: 'contradiction', because: `"passed" is true, but its reason says: ${cut(oneLine(fault), 300)}` };
  const confidence = confidenceOf(pick(object, ['confidence', 'score', 'certainty', '置信度', '信心']));
  if (passed && confidence < LEAST_SURE && asTexts(suggestion, /\n+/).length > 0 && !HEDGED.test(suggestion))
    return {
      kind: 'contradiction',
      because: `"passed" is true with a confidence of ${confidence}, and the suggestion says: ${cut(oneLine(suggestion), 300)}`,
    };
  if (issues.length > 0 && issues.every((issue) => isAdvice(issue, asked) || (!passed && isBeside(issue)))) {
    const verdict: Verdict = { passed: true, issues, confidence: passed ? confidence : UNSAID, suggestion };
    return { kind: passed ? 'verdict' : 'advice_only', verdict };
  }
  if (passed && issues.length > 0)
    return { kind: 'contradiction', because: `"passed" is true, but there are issues: ${issues.join('; ')}` };
  if (!passed && issues.length === 0 && suggestion === '')
    return { kind: 'contradiction', because: '"passed" is false, but no issue is named' };
  if (!passed && issues.length === 0 && PRAISES.test(suggestion) && !FINDS_FAULT.test(suggestion))
    return { kind: 'contradiction', because: `"passed" is false, but it says: ${cut(oneLine(suggestion), 300)}` };
  return {
    kind: 'verdict',
    verdict: {
      passed,
      issues: passed || issues.length > 0 ? issues : [suggestion],
      confidence,
      suggestion,
    },
  };
}

/** What nobody says of a result that is to be done again. */
const PRAISES =
  /\b(?:all|everything)\s+(?:is\s+|looks?\s+|seems?\s+)?(?:good|well|fine|ok(?:ay)?|correct|done|met|in\s+order)\b|\blooks?\s+(?:good|great|fine|correct)\b|\bapproved\b|\blgtm\b|\b(?:well|nicely)\s+done\b|\b(?:great|good|excellent|perfect)\s+(?:work|job)\b|\bno\s+(?:further\s+)?(?:changes?|issues?|problems?|action)\s+(?:is\s+|are\s+|were\s+)?(?:needed|required|found|necessary)\b/i;
const FINDS_FAULT =
  /\b(?:but|however|except|although|though|missing|lacks?|not|n['’]t|should|must|need(?:s|ed)?\s+to|add|fix|wrong|incorrect|fail\w*|before|until|unless|once|if)\b/i;

/** Not within a text that quotes it. */
const NOT_PASSED = /(?<!\\)(["'])passed\1\s{0,4}:\s{0,4}["']?(?:false|no)\b/i;

/** An answer that is a text in JSON, with the verdict in it. */
function asQuoted(text: string): string {
  if (!/^\s*"\s*\\?[{[]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}

const MOST_KEYS = 10_000;
const OF_KEYS = /^(?:\w+[ \t]*:|[ \t]*-[ \t]|[ \t]+\S|#|---$)/;
/** An answer that is a document of keys and values from its first line to its last. */
function keysOnly(text: string): unknown[] {
  const bare = text.replace(/^[ \t]*```(?:ya?ml)?[ \t]*$/gim, '').trim();
  const lines = bare.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isDocument = lines.every((line) => OF_KEYS.test(line)) && lines.some((line) => /^issues[ \t]*:/i.test(line));
  if (bare.length > MOST_KEYS || !isDocument || !/^(?:---\s+)?passed[ \t]*:/i.test(bare)) return [];
  try {
    const value = readYaml(bare);
    return isObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** What is said to be there and what is said to be missed are the same text. */
const SAME_TWICE =
  /\b(?:contains?|has|have|holds?|is|are|was|got|found|shows?|says?|reads?|prints?|returns?|actual)\W{1,4}(['"`“])([^'"`“”\n]{1,300})['"`”]\W{0,3}(?:,|;|\bbut\b|\binstead\s+of\b|\band\b|\brather\s+than\b|\bnot\b|\bexpected\b|\bshould\b|\s){1,5}(?:\w+\W+){0,4}?['"`“]\2['"`”]\W*$/i;

/** The example that the prompt shows. */
const OF_THE_PROMPT = /^(?:criterion \.\.\. is not met: \.\.\.|the goal asks for \.\.\., which is missing)/i;

/** Keys whose list names what is not met. */
const LACKS =
  /^(?:missing|unmet|violations?|(?:(?:missing|failed|unmet|unsatisfied|violated)_)?(?:criteri(?:a|on)|requirements?|items)(?:_(?:missing|failed|unmet|not_met|unsatisfied|violated))?)$/i;
const PLAIN_LACKS = /^(?:criteri(?:a|on)|requirements?|items)$/i;
const isSaid = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);
const READ = new Set([...ISSUES, ...REASONS, ...SUGGESTIONS]);
/** A key of another script that is not known: its list may well name what is not met. */
const isForeign = (key: string): boolean => /^\P{ASCII}+$/u.test(key) && !READ.has(key);
function lackingIn(object: JsonObject): string[] {
  return Object.entries(object).flatMap(([key, value]) =>
    (isForeign(key) ? Array.isArray(value) : LACKS.test(key) && !PLAIN_LACKS.test(key) && isSaid(value))
      ? issuesOf({ issues: value })
      : [],
  );
}
/** Who has not seen it and takes it for good. */
const NOT_LOOKED =
  /\bI\s+(?:could\s+not|couldn['’]t|cannot|can['’]t|was\s+(?:not\s+able|unable)\s+to|did\s+not|didn['’]t|have\s+not|haven['’]t)\s+(?:open\w*|read|see\w*|access\w*|check\w*|verif\w*|look\w*|inspect\w*|view\w*|find)\b/i;
const ASSUMES = /\b(?:I|we)\s+(?:(?:will|can|must|have\s+to|just)\s+){0,2}assum\w+\b|\bassuming\b|\bpresum\w+\b/i;

const MET = ['passed', 'pass', 'met', 'satisfied', 'fulfilled', 'ok'];
const DEEPEST = 4;

/** A part of a verdict that says of itself that it is not met; null when there is none. */
function unmetIn(value: unknown, depth = 0): string | null {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return null;
  if (depth > 0 && isObject(value) && asBoolean(pick(value, MET)) === false) return cut(JSON.stringify(value), 300);
  for (const inner of Object.values(value)) {
    const found = unmetIn(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/**
 * A verdict of nothing but the parts that were judged: all of them have to be met. Null where something else is said.
 */
function ofParts(value: unknown): JsonObject | null {
  const said = isObject(value) && saidIn(value) === undefined ? Object.values(value).filter(Array.isArray) : [];
  const [parts, ...others] = Array.isArray(value) ? [value] : said;
  if (parts === undefined || others.length > 0 || parts.length === 0) return null;
  const judged = (parts as unknown[]).map((part) => (isObject(part) ? asBoolean(pick(part, MET)) : null));
  // A part that is met and has issues contradicts itself.
  if (judged.some((met, at) => met === null || (met && issuesOf(parts[at] as JsonObject).length > 0))) return null;
  const unmet = (parts as unknown[]).filter((_, at) => judged[at] === false);
  return { passed: unmet.length === 0, issues: unmet.map((part) => cut(JSON.stringify(part), 300)) };
}

/** What has to be done before a result can pass, or is not there: no suggestion for one that passes. */
const DEMANDS =
  /\bbefore\s+(?:(?:this|it|that|they|the\s+\w+)\s+)(?:can|could|may|should)\s+(?:be\s+)?(?:pass|accept|approv|complet)\w*|\b(?:(?:can|should|must|do|does|did)(?:\s+not|n['’]t)|cannot|never)\s+(?:yet\s+)?(?:be\s+)?(?:pass|accept|approv)\w*|\b(?:is|are)\s+(?:still\s+)?(?:missing|incomplete|not\s+(?:yet\s+)?(?:done|met|finished|there|complete|implemented))\b/i;
/** What passes only later has not passed. */
const PASSES_LATER =
  /^(?:(?:it|this|the\s+\w+)\s+)?(?:(?:will|would|can|may)\s+)?(?:be\s+)?(?:pass(?:es|ed)?|accepted|approved)\s+(?:only\s+)?(?:once|after|as\s+soon\s+as)\b/i;
/** A fault that a reason for passing tells of, to the end of its sentence. */
const ADMITS =
  /\b(?:but|however|although|though)\b[^.;]{0,80}\b(?:instead\s+of|is\s+not|are\s+not|isn['’]t|aren['’]t|does\s+not|doesn['’]t|lacks?|missing|wrong|incorrect)\b(?![^.]{0,120}\b(?:fine|acceptable|required|needed|asked|criteri\w+|matter\w*|relevant|problem|issue|part\s+of|scope)\b)[^.]{0,120}/i;
const HEDGED = /\b(?:if|when|where|in\s+case|unless|whether|once|should\s+there|nothing|none|no\s+\w+)\b/i;

/** The sentence of a suggestion that makes it a rejection. */
function demandIn(suggestion: string): string | null {
  const sentences = suggestion.split(/(?<=[.!?;])\s+|\n+/);
  const found = sentences.find((one) => PASSES_LATER.test(one) || (DEMANDS.test(one) && !HEDGED.test(one)));
  return found === undefined ? null : cut(oneLine(found), 300);
}

const TAKEN_BACK =
  /\b(?:wait|actually|however|on second thought|correction|(?:did|does|do|has|should|must|can)(?: ?not|n['’]t) pass|fail(?:s|ed)?|reject(?:ed)?|incorrect|wrong|missing)\b/i;

/** Ways of saying that there is nothing to say. */
const NO_ISSUE =
  /^(?:none|nothing|no|n\/a|-|ok|all good)(?: (?:known|found|issues?|problems?|errors?|remaining|detected|were|was|have been))*[.!]?$/i;
/** Nobody rejects a result of which that is true. */
const ALL_MET =
  /^(?:(?:all|every|each)(?: of)?(?: the)?(?: \w+){0,2} (?:criteria|criterion|requirements?|checks?|tests?|conditions?)(?: \w+)? (?:(?:is|are|was|were|have been|has been) )?(?:fully |all )?(?:met|satisfied|fulfilled|passed|pass)|everything (?:is|looks) (?:good|fine|correct|ok|in order))[.!]?$/i;

const issuesOf = (object: JsonObject): string[] =>
  linesOf(object)
    .filter((line) => !NO_ISSUE.test(line) && !ALL_MET.test(line))
    .slice(0, 20);

function linesOf(object: JsonObject): string[] {
  const given = pick(object, ISSUES);
  const list: unknown = Array.isArray(given)
    ? given.map((item: unknown) =>
        isObject(item)
          ? (pick(item, ['issue', 'description', 'message', 'text', 'problem', 'criterion']) ?? JSON.stringify(item))
          : item,
      )
    : isObject(given)
      ? Object.values(given).map((v) => (typeof v === 'string' ? v : JSON.stringify(v)))
      : given;
  return asTexts(list, /\n+/).map((issue) => cut(oneLine(issue), 600));
}

/** 0..1 from 0.9, "0.9", 90, "90%", "9/10" or a word. */
function confidenceOf(value: unknown): number {
  const text = asText(value).toLowerCase();
  const words: Readonly<Record<string, number>> = { high: 0.9, medium: 0.6, moderate: 0.6, low: 0.3 };
  const word = words[text];
  if (word !== undefined) return word;
  const parts = /^(\d+(?:\.\d+)?)\s*(%|\/\s*(\d+))?/.exec(text);
  if (parts === null) return UNSAID;
  const n = Number(parts[1]);
  const share = parts[2] === '%' ? n / 100 : parts[3] !== undefined ? n / Number(parts[3]) : n > 1 ? n / 100 : n;
  return Number.isFinite(share) && share >= 0 && share <= 1 ? share : UNSAID;
}
