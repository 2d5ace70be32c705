import { afterEach, beforeEach } from 'vitest';
import { SandboxConfig } from '#config';
import { GitTree } from '../../spec/git-tree.js';
import { BubblewrapSandbox, findFeatures } from './bubblewrap.js';
import { chooseSandbox } from './choose-sandbox.js';
import { findCgroupHome } from './cgroup.js';
import { DEFAULT_LIMITS, type SandboxLimits, type SandboxResult } from './sandbox.js';

export const chosen = await chooseSandbox(new SandboxConfig());
export const missing = chosen.sandbox.kind === 'bubblewrap' ? '' : ` [skipped: ${chosen.warnings.join(' ')}]`;
export const cgroups = await findCgroupHome();

/** Of the test that runs. */
export let tree: GitTree;
/** A new tree for each test of a file. */
export function eachInItsTree(): void {
  beforeEach(async () => {
    tree = await GitTree.create();
  });
  afterEach(() => tree.close());
}

export const sandboxWith = (limits: Partial<SandboxLimits>): BubblewrapSandbox =>
  new BubblewrapSandbox(
    { ...DEFAULT_LIMITS, ...limits },
    findFeatures('--disable-userns --size --seccomp', limits.network ?? false),
    cgroups,
  );

export const run = (
  command: string,
  more: { timeoutMs?: number; limits?: Partial<SandboxLimits>; signal?: AbortSignal } = {},
) =>
  (more.limits === undefined ? chosen.sandbox : sandboxWith(more.limits)).run({
    root: tree.root,
    scratch: tree.scratch,
    command,
    timeoutMs: more.timeoutMs ?? 20_000,
    signal: more.signal ?? new AbortController().signal,
    logOverflow: true,
  });
export const text = (result: SandboxResult): string => result.head + result.tail;
