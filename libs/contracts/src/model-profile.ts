import type { ModelKey } from './model-records.js';

/*
 * What a model on its server can do: one record of each, made of what was asked on purpose and what was seen at work.
 */

/** Begins each question of a probe, so that a server's log, or whoever plays a model, tells them from work. */
export const PROBE_MARK = 'This is a test of what you can do.';

/** How much of a JSON schema a server takes, best first; what it does not take is told in the prompt. */
export const SCHEMA_RUNGS = ['schema', 'simple_schema', 'json', 'none'] as const;
export type SchemaRung = (typeof SCHEMA_RUNGS)[number];
/** How tools are called: by the server's own calls, as text, or not at all as far as anybody has seen. */
export const TOOL_DIALECTS = ['native', 'text', 'none'] as const;
export type ToolDialect = (typeof TOOL_DIALECTS)[number];
/** `switch`: reasons, and can be told whether to; `always`: reasons whatever it is told. */
export const THINKING_KINDS = ['none', 'switch', 'always'] as const;
export type ThinkingKind = (typeof THINKING_KINDS)[number];

/** Null where nobody has seen it. */
export interface ModelAbilities {
  readonly tools: ToolDialect | null;
  readonly schema: SchemaRung | null;
  /** Whether several calls in one answer come whole, and are taken back with their results. */
  readonly parallelCalls: boolean | null;
  readonly thinking: ThinkingKind | null;
  /** Whether a system message reaches the model. */
  readonly systemRole: boolean | null;
  /** Whether a tool's result, sent as such, reaches the model. */
  readonly toolRole: boolean | null;
  /** Whether the server says how many tokens a request took. */
  readonly usage: boolean | null;
  readonly tokensPerSecond: number | null;
  /** Tokens that one request really has. */
  readonly contextWindow: number | null;
}
export type Ability = keyof ModelAbilities;
export const ABILITIES = [
  'tools',
  'schema',
  'parallelCalls',
  'thinking',
  'systemRole',
  'toolRole',
  'usage',
  'tokensPerSecond',
  'contextWindow',
] as const satisfies readonly Ability[];

export const NO_ABILITIES: ModelAbilities = {
  ...{ tools: null, schema: null, parallelCalls: null, thinking: null, systemRole: null },
  ...{ toolRole: null, usage: null, tokensPerSecond: null, contextWindow: null },
};

export interface NotLearnt {
  readonly ability: Ability;
  readonly because: string;
}

/** What somebody has found out about a model. */
export interface ModelFinding extends ModelKey {
  /** Of the model and the server as they were then. */
  readonly fingerprint: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** `probe`: asked on purpose; `practice`: seen at work. */
  readonly by: 'probe' | 'practice';
  /** A null takes back what was known. */
  readonly shown: Partial<ModelAbilities>;
  /** Parts of a request that were refused, and such as were taken, as the models adapter names them. */
  readonly refused: readonly string[];
  readonly taken: readonly string[];
  /** Of a probe: what it asked for and did not learn. */
  readonly unknown: readonly NotLearnt[];
  /** A probe that was broken off, since somebody wanted the model for work. */
  readonly gaveWay: boolean;
}

export interface ModelProfile extends ModelKey, ModelAbilities {
  /** Digest of the model and version of the server it is true of; others are asked anew. */
  readonly fingerprint: string;
  /** When each ability was last seen; RFC 3339, UTC, as all times here. */
  readonly since: Readonly<Partial<Record<Ability, string>>>;
  readonly refused: readonly string[];
  readonly unknown: readonly NotLearnt[];
  /** When the last probe ended; null before there was one. */
  readonly probedAt: string | null;
  /** Probes in a row that left something open. */
  readonly failedProbes: number;
  /** When a person asked for a probe that nobody has made yet. */
  readonly wantedAt: string | null;
}

export const blankProfile = ({ endpoint, model }: ModelKey, fingerprint: string): ModelProfile => ({
  ...{ endpoint, model, fingerprint, ...NO_ABILITIES, since: {}, refused: [], unknown: [] },
  ...{ probedAt: null, failedProbes: 0, wantedAt: null },
});

/**
 * A profile with one more finding in it. Told twice it changes nothing, and of two findings the later one counts,
 * whichever was told first. Pure.
 */
export function withFinding(before: ModelProfile | null, finding: ModelFinding): ModelProfile {
  const known = before?.fingerprint === finding.fingerprint ? before : null;
  if (before !== null && known === null && latestOf(before) > finding.at) return before;
  const profile = known ?? { ...blankProfile(finding, finding.fingerprint), wantedAt: before?.wantedAt ?? null };
  const fresh = ABILITIES.filter(
    (ability) => finding.shown[ability] !== undefined && finding.at >= (profile.since[ability] ?? ''),
  );
  const stays = profile.refused.filter((part) => !finding.taken.includes(part));
  const learnt = {
    ...profile,
    ...Object.fromEntries(fresh.map((ability) => [ability, finding.shown[ability]])),
    since: { ...profile.since, ...Object.fromEntries(fresh.map((ability) => [ability, finding.at])) },
    refused: [...new Set([...stays, ...finding.refused])].sort(),
  };
  if (finding.by === 'practice')
    return { ...learnt, unknown: profile.unknown.filter(({ ability }) => !fresh.includes(ability)) };
  // Not by the time: whoever made it may have a clock of its own.
  const done = { ...learnt, wantedAt: finding.gaveWay ? profile.wantedAt : null };
  if (finding.at <= (profile.probedAt ?? '')) return done;
  const failed = finding.unknown.length === 0 ? 0 : profile.failedProbes + (finding.gaveWay ? 0 : 1);
  return { ...done, unknown: finding.unknown, probedAt: finding.at, failedProbes: failed };
}

const latestOf = ({ since, probedAt }: ModelProfile): string =>
  [...Object.values(since), probedAt ?? ''].reduce((latest, at) => (at > latest ? at : latest), '');

/** Milliseconds for which a profile without gaps holds. */
const FRESH_MS = 7 * 86_400_000;
/** Milliseconds until what a probe left open is asked again; doubles from probe to probe. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 86_400_000;

/** What a probe of the model would be for now: everything, what the last one left open, or nothing. Pure. */
export function probeDue(profile: ModelProfile | null, fingerprint: string, now: number): 'all' | 'open' | null {
  if (profile === null || profile.fingerprint !== fingerprint || profile.probedAt === null) return 'all';
  const age = now - Date.parse(profile.probedAt);
  // A clock that was set back must not keep a profile for ever.
  if (Math.abs(age) >= FRESH_MS) return 'all';
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(30, profile.failedProbes));
  return profile.unknown.length > 0 && age >= wait ? 'open' : null;
}
