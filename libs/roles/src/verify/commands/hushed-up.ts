import type { CheckResult } from '#domain';
import type { DiffLines } from '../diff-lines.js';

/* A fault that is hushed up instead of mended. Pure, linear. */

/** Remarks that keep a compiler or a linter from telling of one. */
const HUSHES =
  /@ts-(?:ignore|expect-error|nocheck)\b|#\s{0,4}type:\s{0,4}ignore\b|\beslint-disable|#\s{0,4}noqa\b|@SuppressWarnings\b|#pragma\s+warning\s+disable|\/\/\s{0,4}nolint\b|\brubocop:disable|#\s{0,4}pylint:\s{0,4}disable/;
const MENDS =
  /\b(?:fix|mend|resolve|repair|correct|solve|get\s+rid\s+of)\b[^.\n]{0,80}\b(?:errors?|warnings?|types?|typing|lint\w*|tsc|mypy|eslint|flake8|ruff|pylint|complain\w*)\b/i;
const MAY_HUSH = /\b(?:ignor\w*|suppress\w*|disabl\w*|silenc\w*|noqa|skip\w*|directives?)\b/i;

const MENDS_ANY = /\b(?:fix|mend|resolve|repair|correct|solve)\b/i;
const ERROR = /\b[A-Z]\w{2,40}(?:Error|Exception)\b/g;
/** Where nothing is done about what was caught. */
const PASSES_OVER =
  /^[ \t]{0,80}except\b([^:\n]{0,120}):[ \t]{0,80}(?:\n[ \t]{0,80})?(?:pass|\.\.\.)[ \t]{0,80}$|\bcatch\s{0,4}(?:\([^()\n]{0,40}\)\s{0,4})?\{\s{0,80}\}/gm;
/** By these it may be right to go on as if nothing had been. */
const TOLERATES =
  /\b(?:handl\w*|catch\w*|tolerat\w*|allow\w*|optional\w*|when\w*|if|unless|missing|without|absent|empty|not\s+there|does\s+not\s+exist)\b/i;

/** `told`: the user's words. */
export function hushedUp(lines: ReadonlyMap<string, DiffLines>, told: string): CheckResult[] {
  const faults: string[] = [];
  const names = told.match(ERROR) ?? [];
  const mayHush = !MENDS.test(told) || MAY_HUSH.test(told);
  const mayPass = names.length === 0 || !MENDS_ANY.test(told) || MAY_HUSH.test(told) || TOLERATES.test(told);
  if (mayHush && mayPass) return [];
  for (const [path, { added, removed }] of lines) {
    const line = mayHush ? undefined : added.find((one) => HUSHES.test(one) && !removed.some((of) => HUSHES.test(of)));
    if (line !== undefined) faults.push(`${path} hushes it up: ${line.trim().slice(0, 80)}`);
    const caught = mayPass ? [] : [...added.join('\n').matchAll(PASSES_OVER)];
    // One of another kind is caught for another reason.
    const isOf = (of: string): boolean =>
      /^\s*$|\b(?:Base)?Exception\b/.test(of) || names.some((name) => of.includes(name));
    if (caught.some(([, of = '']) => isOf(of)))
      faults.push(`${path} catches ${names[0] ?? 'it'} and does nothing about it`);
  }
  const detail = faults.length === 0 ? 'nothing is hushed up' : faults.slice(0, 8).join('; ');
  return [{ name: 'hushed_up', passed: faults.length === 0, detail }];
}
