import type { VerifyWork } from '#contracts';
import type { Failure, ModelUsed, Verdict } from '#domain';
import { cut, oneLine } from '#prompts';
import { answerOf } from '../../talk/answer-of.js';
import type { Conversation } from '../../talk/conversation.js';
import { askedOf } from '../asked.js';
import { besideOf } from './beside.js';
import { CRITERIA_SCHEMA, criteriaOf, criteriaText, readCriteria } from './by-criterion.js';
import { lookUpIn } from './evidence-found.js';
import { readVerdict } from './read-verdict.js';
import { denials } from './refuted.js';
import { VERDICT_SCHEMA } from './verdicts.js';
import { shownOf, theyExist, type Evidence } from './verifier-prompt.js';

export type Opinion =
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly model: ModelUsed }
  | { readonly kind: 'none'; readonly failure: Failure; readonly denied?: readonly string[] };

/**
 * One judge: a question, one targeted re-ask where the answer is no verdict, and a smaller one where it contradicts
 * itself still.
 */
export async function askJudge(
  talk: Conversation,
  work: VerifyWork,
  evidence: Evidence,
  wording: number,
): Promise<Opinion> {
  const isFound = lookUpIn(shownOf(evidence, askedOf(work)));
  const isBeside = besideOf(work, evidence.changes, isFound);
  let because = '';
  let isDenied: readonly string[] = [];
  for (const tries of [1, 2] as const) {
    const again = tries === 1 ? {} : { think: false, answer: 2 };
    const asked = await talk.ask({ jsonSchema: VERDICT_SCHEMA, temperature: 0, seed: wording, ...again });
    if (asked.kind === 'failed') return { kind: 'none', failure: asked.failure };
    const cutOff = asked.reply.finish === 'length';
    const read = cutOff
      ? { kind: 'unreadable' as const, because: 'it was cut off' }
      : readVerdict(answerOf(asked.reply, tries > 1), askedOf(work), isBeside, isFound);
    const denied = read.kind === 'verdict' && !read.verdict.passed ? denials(read.verdict, evidence) : [];
    if (read.kind === 'verdict' && denied.length > 0) {
      // Who has not looked has judged nothing, neither for the result nor against it.
      isDenied = denied;
      because = `the rejection denies files that are there: ${cut(denied.join(', '), 200)}`;
      talk.askAgain(theyExist(denied, evidence), because);
      continue;
    }
    if (read.kind === 'verdict') return { ...read, model: asked.model };
    if (read.kind === 'advice_only') {
      // Said once more after the question whether a criterion is meant, it is advice; what was computed has passed.
      if (tries > 1) return { kind: 'verdict', verdict: read.verdict, model: asked.model };
      talk.askAgain(
        `You reject the result for: ${cut(read.verdict.issues.join('; '), 1000)}. No acceptance criterion asks for that. Name the criterion that is not met, in the words of the criterion, with passed false; or, when all are met, answer with passed true and put advice into suggestion. Answer with the JSON object only.`,
        'the rejection names no criterion',
      );
      continue;
    }
    because = read.because;
    isDenied = [];
    if (read.kind === 'contradiction' && tries > 1) return byCriterion(talk, work, evidence, because, wording);
    talk.askAgain(
      read.kind === 'contradiction'
        ? `Your answer contradicts itself: ${cut(because, 1000)}. Decide: is every acceptance criterion met? If so, passed is true and issues is []. If not, passed is false and issues names each criterion that is not met. Answer with the JSON object only.`
        : `Your answer could not be read as a verdict: ${because}. Answer with one JSON object only: {"passed": true or false, "issues": [], "confidence": 0.0, "suggestion": ""}`,
      `the verdict ${read.kind === 'contradiction' ? 'contradicts itself' : 'could not be read'}: ${cut(because, 200)}`,
    );
  }
  return {
    kind: 'none',
    failure: {
      code: 'unreadable_reply',
      because:
        isDenied.length > 0
          ? `the verifier denies what is there: ${oneLine(cut(because, 600))}`
          : `the verifier gave no clear verdict: ${oneLine(cut(because, 600))}`,
      retryable: true,
      ...(isDenied.length > 0 ? { remedy: 'Look at the files, or let another model play the verifier.' } : {}),
    },
    ...(isDenied.length > 0 ? { denied: isDenied } : {}),
  };
}

/** What two answers have not decided. */
async function byCriterion(
  talk: Conversation,
  work: VerifyWork,
  evidence: Evidence,
  because: string,
  wording: number,
): Promise<Opinion> {
  const criteria = criteriaOf(work);
  talk.askAgain(criteriaText(criteria, because), 'the verdict contradicts itself again: each criterion by itself');
  const asked = await talk.ask({ jsonSchema: CRITERIA_SCHEMA, temperature: 0, seed: wording, think: false, answer: 2 });
  if (asked.kind === 'failed') return { kind: 'none', failure: asked.failure };
  const read =
    asked.reply.finish === 'length'
      ? { kind: 'unreadable' as const, because: 'it was cut off' }
      : readCriteria(answerOf(asked.reply, true), criteria, shownOf(evidence, ''));
  if (read.kind === 'verdict' && (read.verdict.passed || denials(read.verdict, evidence).length === 0))
    return { ...read, model: asked.model };
  const still = read.kind === 'verdict' ? 'it denies files that are there' : read.because;
  const said = `the verifier gave no clear verdict: ${cut(because, 400)}; asked for each criterion by itself, ${still}`;
  return {
    kind: 'none',
    failure: { code: 'unreadable_reply', because: oneLine(cut(said, 800)), retryable: true },
  };
}
