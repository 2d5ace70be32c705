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

const saysWhy = ({ name }: CheckResult): number => Number(name === 'no_change');

/** Of checks that failed: why nothing was done goes before what is therefore not there, of which there may be much. */
export function verdictOf(failed: readonly CheckResult[]): Verdict {
  const told = failed.toSorted((a, b) => saysWhy(b) - saysWhy(a));
  return {
    passed: false,
    issues: told.map((check) => cut(`${check.name}: ${check.detail}`, 1500)),
    confidence: 1,
    suggestion: `Mend what these checks found: ${cut(told.map((check) => check.name).join(', '), 300).replace(/\.$/, '')}.`,
  };
}

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
