import type { ModelExperience, ModelKey } from '#contracts';
import type { ModelWish } from '#roles';
import type { Tier } from '#domain';

/** What routing knows of one configured model. */
export interface Candidate extends ModelKey {
  readonly name: string;
  readonly tier: Tier;
  readonly roles: readonly string[];
  readonly coolingDown: boolean;
  /** It has been seen to call tools in no form. */
  readonly callsNothing: boolean;
  /** Requests at its endpoint and waiting there, over what it takes at once. */
  readonly load: number;
}

/** Tries before a model's share of successes says anything. */
const ENOUGH_TRIES = 6;
/** Share of successes below which a model gives way to the next tier. */
const UNFIT = 0.25;
/** Classes of success: smaller differences are chance, and the load decides. */
const CLASSES = 5;
/** One in so many tries goes to the model that was tried least, so that none is judged for ever by its past. */
const EXPLORE_EVERY = 16;

/**
 * The models that may play the role, best first: not cooling down, not to be avoided, the one that holds the
 * conversation, one that can do it at all, the lowest tier from the wanted one up and then the highest below it, one
 * with a free slot, the one that did better, the least load. A model that mostly fails stands behind the next tier.
 * Pure and stable.
 */
export function rank(candidates: readonly Candidate[], wish: ModelWish): Candidate[] {
  const avoid = new Set(wish.avoid);
  const able = candidates.filter((candidate) => candidate.roles.includes(wish.role));
  const known = new Map(able.map((candidate) => [candidate, experienceWith(candidate, wish.experience ?? [])]));
  const tries = [...known.values()].reduce((sum, one) => sum + one.tries, 0);
  const explores = tries % EXPLORE_EVERY === EXPLORE_EVERY - 1;
  const keys = (candidate: Candidate): number[] => {
    const experience = known.get(candidate) ?? NONE;
    const shift = !explores && isUnfit(experience) ? 1.5 : 0;
    return [
      candidate.coolingDown ? 1 : 0,
      avoid.has(candidate.name) ? 1 : 0,
      candidate.name === wish.prefer ? 0 : 1,
      wish.role === 'executor' && candidate.callsNothing ? 1 : 0,
      candidate.tier >= wish.tier ? candidate.tier - wish.tier + shift : 10 + wish.tier - candidate.tier + shift,
      candidate.load >= 1 ? 1 : 0,
      explores ? experience.tries : -classOf(experience),
      candidate.load,
    ];
  };
  return able.sort((a, b) => compare(keys(a), keys(b)));
}

const NONE = { successes: 0, failures: 0, tries: 0 };
type Shown = Pick<ModelExperience, 'successes' | 'failures' | 'tries'>;

function experienceWith(of: ModelKey, all: readonly ModelExperience[]): Shown {
  return all
    .filter(({ endpoint, model }) => endpoint === of.endpoint && model === of.model)
    .reduce(
      (sum, one) => ({
        successes: sum.successes + one.successes,
        failures: sum.failures + one.failures,
        tries: sum.tries + one.tries,
      }),
      NONE,
    );
}

/** Where little is known the best is hoped for, so that each is tried and a first failure condemns nobody. */
const shareOf = ({ successes, failures }: Shown): number => (successes + 4) / (successes + failures + 4);

const classOf = (shown: Shown): number => Math.min(CLASSES - 1, Math.floor(shareOf(shown) * CLASSES));

const isUnfit = (shown: Shown): boolean =>
  shown.successes + shown.failures >= ENOUGH_TRIES && shown.successes / (shown.successes + shown.failures) < UNFIT;

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}
