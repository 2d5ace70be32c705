import { createHash } from 'node:crypto';
import type { Risk } from '#domain';

interface AskedFor {
  /** Of all that is shown: an answer counts for what bears it, and for nothing else. */
  readonly hash: string;
  readonly reason: string;
  readonly risk: Risk;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** When silence is taken as a no; milliseconds since the epoch. */
  readonly until: number;
  /** When silence is taken as a yes; null = never. */
  readonly proceedAt: number | null;
  /** Nobody answered in time. */
  readonly unanswered?: true;
}

/** A command that waits before it runs. */
export interface AskedCommand extends AskedFor {
  readonly about: 'command';
  readonly attemptId: string;
  readonly callId: string;
  readonly tool: string;
  readonly command: string;
}

/** A verified result that waits before it lands. */
export interface AskedLanding extends AskedFor {
  readonly about: 'landing';
  readonly base: string;
  readonly head: string;
  /**
   * Files that the question is about: sensitive ones, those perhaps nobody asked to change, or those that keep
   * changing.
   */
  readonly paths: readonly string[];
  /** Merge that would land without having been verified; null = what would land was verified. */
  readonly merge: string | null;
}

export type Asked = AskedCommand | AskedLanding;

type CommandShown = Pick<AskedCommand, 'attemptId' | 'callId' | 'tool' | 'command' | 'reason'>;
type LandingShown = Pick<AskedLanding, 'base' | 'head' | 'paths' | 'merge' | 'reason'> & { readonly subtaskId: string };

export const hashOfCommand = (of: CommandShown): string =>
  sha256(['command', of.attemptId, of.callId, of.tool, of.command, of.reason]);

export const hashOfLanding = (of: LandingShown): string =>
  sha256(['landing', of.subtaskId, of.base, of.head, of.paths, of.merge, of.reason]);

const sha256 = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
