import type { Probe } from './landing/apply.js';
import type { ScanLimits } from './scan/candidates.js';

export const DEFAULT_LIMITS: ScanLimits = {
  maxFileBytes: 50 * 1_048_576,
  maxFiles: 200_000,
  maxTotalBytes: 5 * 1_073_741_824,
};

export interface TreeStoreOptions {
  readonly dataDir: string;
  readonly scratchDir: string;
  /** Folders below which workspaces may lie; absent = anywhere. */
  readonly roots?: readonly string[];
  /** Folders that commands of every task may read: no workspace lies in one or holds one. */
  readonly toolchains?: readonly string[];
  /** Where Loom writes its own logs: in a workspace they grow with all that is done there, and matter to nothing. */
  readonly logDir?: string;
  readonly limits?: Partial<ScanLimits>;
  /** Folders show the work of attempts before it is verified. */
  readonly inPlace?: boolean;
  /** Called after each step of a landing; tests kill the process there. */
  readonly probe?: Probe;
  /** Between a landing and the look at the files it displaced; absent = 30 s. */
  readonly displacedPatienceMs?: number;
}
