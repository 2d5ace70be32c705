/** Who answers: each role has a queue, a worker app and a prompt of its own. */
export const ROLES = ['planner', 'executor', 'verifier', 'extractor'] as const;
export type Role = (typeof ROLES)[number];

/** What a worker is asked to do; one queue each. */
export const STAGES = ['plan', 'execute', 'verify', 'extract'] as const;
export type Stage = (typeof STAGES)[number];

/** What the API does itself, since it alone has the user's folder; the same attempts and leases, no queue. */
export const HEAD_STAGES = ['snapshot', 'land', 'revert'] as const;
export type HeadStage = (typeof HEAD_STAGES)[number];

export type AttemptStage = Stage | HeadStage;
export const isHeadStage = (stage: AttemptStage): stage is HeadStage =>
  (HEAD_STAGES as readonly string[]).includes(stage);

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
