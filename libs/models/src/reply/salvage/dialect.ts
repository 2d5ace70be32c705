import type { ToolSchema } from '#domain';
import type { ReadCalls } from './python-calls.js';

/** One way of writing a call that only calls are written in. */
export interface Dialect {
  readonly name: string;
  /** Global; where such a call may begin. */
  readonly opener: RegExp;
  /**
   * The calls that begin at `opener`, and where they end; null when what follows is no whole call of an offered tool,
   * `prose` when it is no call at all.
   */
  read(text: string, opener: RegExpExecArray, tools: readonly ToolSchema[]): ReadCalls | 'prose' | null;
}
