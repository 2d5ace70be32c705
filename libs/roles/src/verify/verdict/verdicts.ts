import type { CheckResult, JsonSchema, Verdict } from '#domain';
import { cut } from '#prompts';

export const VERDICT_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    passed: { type: 'boolean' },
    issues: { type: 'array', items: { type: 'string' } },
    confidence: { type: 'number' },
    suggestion: { type: 'string' },
  },
  required: ['passed', 'issues', 'confidence', 'suggestion'],
};

/** Nothing is wrong, and nobody was asked. */
export const CLEAN: Verdict = { passed: true, issues: [], confidence: 1, suggestion: '' };

/** Of checks that failed. */
export const verdictOf = (failed: readonly CheckResult[]): Verdict => ({
  passed: false,
  issues: failed.map((check) => cut(`${check.name}: ${check.detail}`, 1500)),
  confidence: 1,
  suggestion: `Mend what these checks found: ${cut(failed.map((check) => check.name).join(', '), 300).replace(/\.$/, '')}.`,
});

/** One for several that agree. */
export function together(opinions: readonly { verdict: Verdict }[]): Verdict {
  const verdicts = opinions.map((o) => o.verdict);
  return {
    passed: verdicts.every((v) => v.passed),
    issues: [...new Set(verdicts.flatMap((v) => v.issues))].slice(0, 20),
    confidence: verdicts.reduce((sum, v) => sum + v.confidence, 0) / verdicts.length,
    suggestion: verdicts.find((v) => v.suggestion !== '')?.suggestion ?? '',
  };
}
