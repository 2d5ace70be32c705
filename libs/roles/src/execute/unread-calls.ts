import type { ModelReply } from '../ports/model-client.js';

export const MOST_UNREAD = 5;

/** The calls of the last answers that could not be read, where they were always the same. */
export class UnreadCalls {
  private last: string | null = null;
  private times = 0;

  /** Whether a model goes on saying what nobody can read. */
  isTooOften({ brokenCalls }: ModelReply): boolean {
    const calls = JSON.stringify(brokenCalls.map(({ name, raw }) => [name, raw]));
    this.times = this.last === calls ? this.times + 1 : 1;
    this.last = calls;
    return this.times >= MOST_UNREAD;
  }

  forget(): void {
    this.last = null;
  }
}
