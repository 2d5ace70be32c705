import type { ChatMessage, ToolSchema } from '#domain';

/** Tokens per character before a server has counted any: a little more than English or code need. */
const FIRST_ESTIMATE = 0.3;
/** Fewer tokens than this no tokenizer makes of ordinary text. */
const LEAST = 0.12;
const MOST = 2;
const WEIGHT_OF_NEWEST = 0.3;
/** Shorter prompts are mostly template. */
const SHORTEST_SAMPLE = 400;

/** Characters of a prompt, tools included. */
export function promptChars(messages: readonly ChatMessage[], tools: readonly ToolSchema[]): number {
  let sum = tools.length === 0 ? 0 : JSON.stringify(tools).length;
  for (const message of messages) {
    sum += message.content.length;
    if (message.role === 'assistant' && message.toolCalls.length > 0) sum += JSON.stringify(message.toolCalls).length;
  }
  return sum;
}

/** Learns from the server's own counts how many tokens a character of prompt makes. */
export class TokenRatio {
  private learnt: number | null = null;

  get perChar(): number {
    return this.learnt ?? FIRST_ESTIMATE;
  }

  learn(chars: number, tokens: number): void {
    if (chars < SHORTEST_SAMPLE) return;
    const sample = Math.min(MOST, Math.max(LEAST, tokens / chars));
    this.learnt = this.learnt === null ? sample : this.learnt + (sample - this.learnt) * WEIGHT_OF_NEWEST;
  }

  /**
   * Whether a count of prompt tokens can only mean that the server left out a part: the prompt does not fit the window
   * even by the lowest estimate, and the count is far below it.
   */
  showsTruncation(chars: number, counted: number, window: number): boolean {
    const least = chars * (this.learnt === null ? LEAST : this.learnt * 0.8);
    return least > window && counted <= window && counted < least * 0.9;
  }
}
