import type { CheckResult } from './outcomes.js';

/** What speaks for an attempt; a part that is absent is left out of the mean. */
export interface Evidence {
  readonly checks: readonly CheckResult[];
  /** The verifier's own number, 0..1; null when no model was asked. */
  readonly verdict: number | null;
  readonly failures: number;
  readonly maxFailures: number;
  /** Whether a command took something away; null where that is not known. */
  readonly destructive: boolean | null;
  /** Share of tool calls that worked, 0..1. */
  readonly toolSuccess: number | null;
}

/** Below it a person decides in `auto`; from it on, silence is consent. */
const SHOW = 0.5;
/** Below it not even a person is asked: the attempt is given up. */
const STOP = 0.2;

/**
 * What an unattended landing does at a confidence: lands, shows it for a moment first, waits for a person, or gives up.
 */
export type Band = 'land' | 'show' | 'stop' | 'abort';

export function bandOf(confidence: number, threshold: number): Band {
  if (confidence >= threshold) return 'land';
  if (confidence >= SHOW) return 'show';
  return confidence >= STOP ? 'stop' : 'abort';
}

/**
 * Weighted mean of what is known, 0..1: checks 0.3, verdict 0.3, few retries 0.2, nothing taken away 0.1, tools that
 * worked 0.1.
 */
export function confidenceOf(evidence: Evidence): number {
  const parts: [weight: number, value: number][] = [];
  const heard = evidence.checks.filter(({ skipped }) => skipped !== true);
  if (heard.length > 0) parts.push([0.3, heard.filter(({ passed }) => passed).length / heard.length]);
  if (evidence.verdict !== null) parts.push([0.3, evidence.verdict]);
  parts.push([0.2, Math.max(0, 1 - evidence.failures / Math.max(1, evidence.maxFailures))]);
  if (evidence.destructive !== null) parts.push([0.1, evidence.destructive ? 0 : 1]);
  if (evidence.toolSuccess !== null) parts.push([0.1, evidence.toolSuccess]);
  const weight = parts.reduce((sum, [w]) => sum + w, 0);
  const score = parts.reduce((sum, [w, value]) => sum + w * Math.min(1, Math.max(0, value)), 0) / weight;
  return Math.round(score * 1000) / 1000;
}
