/** Who answers: each role has a queue, a worker app and a prompt of its own. */
export const ROLES = ['planner', 'executor', 'verifier', 'extractor'] as const;
export type Role = (typeof ROLES)[number];

/** What a worker is asked to do. `land` is done by the API itself, so it has no queue. */
export const STAGES = ['plan', 'execute', 'verify', 'extract'] as const;
export type Stage = (typeof STAGES)[number];
export type AttemptStage = Stage | 'land';

export const ROLE_OF_STAGE: Readonly<Record<Stage, Role>> = {
  plan: 'planner',
  execute: 'executor',
  verify: 'verifier',
  extract: 'extractor',
};

/** Capability class of a model, weakest first. */
export type Tier = 1 | 2 | 3;
export const TOP_TIER: Tier = 3;
export const asTier = (n: number): Tier => (n <= 1 ? 1 : n >= 3 ? 3 : 2);
export const nextTier = (tier: Tier): Tier => asTier(tier + 1);

export const APPROVAL_MODES = ['auto', 'manual', 'confidence_threshold'] as const;
export type ApprovalMode = (typeof APPROVAL_MODES)[number];
