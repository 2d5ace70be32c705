import type { Invocation } from './invocation.js';

export interface OptionSpec {
  /** As commander reads it: `--name <value>`. */
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  /** A whole number between the two, inclusive. */
  readonly integer?: readonly [number, number];
  /** May be given several times, and takes several values once the operands are there. */
  readonly repeats?: boolean;
  readonly required?: boolean;
  /** What to say instead of nothing, where nothing may be meant: a sentence. */
  readonly forNothing?: string;
}

export type CommandBody = (call: Invocation) => Promise<number>;

export interface CommandSpec {
  readonly name: string;
  /** Operands as commander reads them: `<id> [subtask]`. */
  readonly operands?: string;
  readonly about: string;
  readonly more?: string;
  readonly options?: readonly OptionSpec[];
  readonly examples: readonly string[];
  readonly load: () => Promise<CommandBody>;
}

export const longFlag = (option: OptionSpec): string => /--[a-z-]+/.exec(option.flags)?.[0] ?? option.flags;
export const takesValue = (option: OptionSpec): boolean => /[<[]/.test(option.flags);
