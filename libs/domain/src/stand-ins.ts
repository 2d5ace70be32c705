import type { CheckResult, StandIn } from './outcomes.js';

/* Files in place of planned ones. Pure. */

/** Those that have been agreed to. */
export const standInsIn = (checks: readonly CheckResult[]): StandIn[] =>
  checks.flatMap(({ passed, standIn }) => (passed && standIn !== undefined ? [standIn] : []));

/** For whoever reads the summary of the step; empty: nothing stands for anything. */
export const standInsTold = (standIns: readonly StandIn[]): string =>
  standIns
    .map(({ output, path }) =>
      path === null
        ? `[Loom] There is no ${output}, though planned.`
        : `[Loom] ${path} stands for the planned ${output}.`,
    )
    .join(' ');
