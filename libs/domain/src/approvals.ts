import type { ApprovalMode } from './roles.js';

/** How far a command reaches that takes something away. */
export type CommandReach =
  /** The attempt's own copy of the files. */
  | 'inside'
  /** Something that is no copy: a database server, packages of the system, a cluster. */
  | 'outside'
  /** More than any task can be about: the system, a home, all uncommitted work. */
  | 'beyond';

export interface CommandRisk {
  readonly reach: CommandReach;
  /** What it would do, for the person or the model that reads it. */
  readonly reason: string;
}

/** `ask` holds the command until a person has answered; `refuse` answers the model at once with what to do instead. */
export type CommandGate = 'run' | 'ask' | 'refuse';

/** What becomes of a command before it runs. In `auto` nobody may be there to ask, and the copy is verified anyway. */
export const COMMAND_GATES: Readonly<Record<ApprovalMode, Readonly<Record<CommandReach, CommandGate>>>> = {
  auto: { inside: 'run', outside: 'ask', beyond: 'refuse' },
  confidence_threshold: { inside: 'ask', outside: 'ask', beyond: 'ask' },
  manual: { inside: 'ask', outside: 'ask', beyond: 'ask' },
};

export const RISKS = ['low', 'medium', 'high'] as const;
export type Risk = (typeof RISKS)[number];

export const riskOfReach = (reach: CommandReach): Risk => (reach === 'inside' ? 'medium' : 'high');
