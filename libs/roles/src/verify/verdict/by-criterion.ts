import type { VerifyWork } from '#contracts';
import type { JsonSchema, Verdict } from '#domain';
import { cut, oneLine } from '#prompts';
import { asBoolean, asText, isObject, jsonIn, pick } from '../../talk/read-json.js';
import { holdsEvidence } from './evidence-found.js';

/* The smaller question to a judge who has contradicted itself twice: each criterion, with what shows it. Pure. */

export const CRITERIA_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    criteria: {
      type: 'array',
      items: {
        type: 'object',
        properties: { number: { type: 'integer' }, evidence: { type: 'string' }, met: { type: 'boolean' } },
        required: ['number', 'evidence', 'met'],
      },
    },
  },
  required: ['criteria'],
};

const MOST = 8;
const LONGEST = 400;
const BULLET = /^\s{0,8}(?:\d{1,3}[.)]|[-*•])\s+(?:\[[ xX]\]\s+)?/;

/** One a line or item; what is no list of short ones is a single one. */
export function criteriaOf({ task, subtask, instructions }: VerifyWork): string[] {
  const text = subtask === null ? task.goal : subtask.acceptanceCriteria.trim() || subtask.description;
  const lines = text
    .split('\n')
    .map((line) => oneLine(line.replace(BULLET, '')).trim())
    .filter((line) => line !== '' && !line.endsWith(':'));
  const all = [...lines, ...instructions.map(({ text: said }) => oneLine(said))];
  const isList =
    all.length > 0 && all.length <= MOST && all.every((line) => line.length <= LONGEST) && !text.includes('```');
  return isList ? all : [subtask === null ? 'everything that the goal above asks for' : 'all criteria above'];
}

export const criteriaText = (criteria: readonly string[], because: string): string =>
  `Your answer contradicts itself again: ${cut(because, 600)}. Now answer for each criterion by itself:\n${criteria
    .map((criterion, at) => `${at + 1}. ${criterion}`)
    .join(
      '\n',
    )}\nFor each, first copy into evidence the line of the diff, of a file or of a check result above that decides it; then met is true or false. Answer with one JSON object only: {"criteria": [{"number": 1, "evidence": "...", "met": true or false}]}`;

export type ReadCriteria =
  { readonly kind: 'verdict'; readonly verdict: Verdict } | { readonly kind: 'unreadable'; readonly because: string };

const MET = ['met', 'passed', 'pass', 'satisfied', 'fulfilled'];
const unreadable = (because: string): ReadCriteria => ({ kind: 'unreadable', because });

/**
 * Who could not decide is believed only where each criterion is answered once, and what shows it is there. `shown`: of
 * the work.
 */
export function readCriteria(text: string, criteria: readonly string[], shown: string): ReadCriteria {
  const lists = jsonIn(text).flatMap((value) => {
    const list: unknown = isObject(value) ? pick(value, ['criteria']) : value;
    return Array.isArray(list) && list.every(isObject) && list.length > 0 ? [list] : [];
  });
  const given = lists.at(-1);
  if (given === undefined || lists.length > 1) return unreadable('it does not answer for each criterion');
  const answers = criteria.map((_, at) => {
    const own = given.filter((one) => Number(pick(one, ['number']) ?? NaN) === at + 1);
    return own.length === 1 ? own[0] : undefined;
  });
  const met = answers.map((one) => (one === undefined ? null : asBoolean(pick(one, MET))));
  if (given.length !== criteria.length || met.includes(null))
    return unreadable('it does not answer each criterion once');
  const evidence = answers.map((one) => cut(asText(pick(one ?? {}, ['evidence'])), 600));
  const unmet = criteria.flatMap((criterion, at) =>
    met[at] === true ? [] : [`${criterion}: ${oneLine(evidence[at] ?? '') || 'not met'}`],
  );
  if (unmet.length > 0)
    return { kind: 'verdict', verdict: { passed: false, issues: unmet, confidence: CONFIDENCE, suggestion: '' } };
  const unfound = evidence.findIndex((one) => !holdsEvidence(one, shown));
  if (unfound >= 0)
    return unreadable(
      `what it gives as evidence for "${cut(criteria[unfound] ?? '', 200)}" is in nothing that was shown`,
    );
  return { kind: 'verdict', verdict: { passed: true, issues: [], confidence: CONFIDENCE, suggestion: '' } };
}

/** Of a judge that has contradicted itself. */
const CONFIDENCE = 0.5;
