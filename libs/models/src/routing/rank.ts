import type { ModelWish } from '#roles';
import type { Tier } from '#domain';

/** What routing knows of one configured model. */
export interface Candidate {
  readonly name: string;
  readonly tier: Tier;
  readonly roles: readonly string[];
  readonly coolingDown: boolean;
  /** Requests at its endpoint and waiting there, over what it takes at once. */
  readonly load: number;
}

/**
 * The models that may play the role, best first: not cooling down, not to be avoided, the one that holds the
 * conversation, the lowest tier from the wanted one up and then the highest below it, the least load. Pure and stable.
 */
export function rank(candidates: readonly Candidate[], wish: ModelWish): Candidate[] {
  const avoid = new Set(wish.avoid);
  const keys = (candidate: Candidate): number[] => [
    candidate.coolingDown ? 1 : 0,
    avoid.has(candidate.name) ? 1 : 0,
    candidate.name === wish.prefer ? 0 : 1,
    candidate.tier >= wish.tier ? candidate.tier - wish.tier : 10 + wish.tier - candidate.tier,
    candidate.load,
  ];
  return candidates
    .filter((candidate) => candidate.roles.includes(wish.role))
    .sort((a, b) => compare(keys(a), keys(b)));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}
