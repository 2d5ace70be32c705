import type { CheckResult } from '#domain';

/* A rule that breaks off is a defect of Loom: it says nothing of the work, and the others are heard all the same. */

const NAME = 'broken_rule';
/** Where it broke off, of the lines of a stack. */
const PLACE = /[\\/]verify[\\/]((?:[\w.-]{1,80}[\\/]){0,3}[\w.-]{1,80}\.[jt]s:\d{1,9})/;

/** What the language or a library throws at what it was given; what has a cause of its own is none of theirs. */
const DEFECTS = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];

const isDefect = (error: unknown): error is Error =>
  DEFECTS.some((kind) => error instanceof kind) && (error as Error).cause === undefined;

/** In the place of the rule's word; null where the error is no defect of a rule. */
export function brokenRule(error: unknown): CheckResult | null {
  if (!isDefect(error)) return null;
  const { name, stack = '' } = error;
  const place = PLACE.exec(stack)?.[1]?.replaceAll('\\', '/');
  // The error's own words may quote the user's files.
  const detail = `a rule of the verifier broke off and says nothing: ${name}${place === undefined ? '' : ` at ${place}`}`;
  return { name: NAME, passed: true, proves: false, skipped: true, detail };
}

export const isBrokenRule = ({ name }: CheckResult): boolean => name === NAME;

/** @throws what is no defect of the rule. */
export async function wordOf(
  rule: () => readonly CheckResult[] | Promise<readonly CheckResult[]>,
): Promise<readonly CheckResult[]> {
  try {
    return await rule();
  } catch (error) {
    const broken = brokenRule(error);
    if (broken === null) throw error;
    return [broken];
  }
}
