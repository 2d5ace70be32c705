export { GitAttemptTrees, type AttemptTreesOptions } from './attempt/git-attempt-trees.js';
export { CommitSource, HeadStore, RemoteStore, TreeTransport, type Attempt } from './attempt/commit-source.js';
export { RefusedBundle, WorkspaceFailure } from './errors.js';
export { GitTreeStore } from './git-tree-store.js';
export { sensitivePaths } from './landing/policy.js';
export { storeMark } from './store-mark.js';
export { DEFAULT_LIMITS, type TreeStoreOptions } from './tree-store-options.js';
export type { ScanLimits } from './scan/candidates.js';
