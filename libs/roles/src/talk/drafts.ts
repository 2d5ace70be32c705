import type { ToolCall } from '#domain';
import type { ModelReply } from '../ports/model-client.js';

/** Calls that have ended an answer without words since the last one that said something. */
export class Drafts {
  private readonly known = new Set<string>();

  /** A call that ends an answer is perhaps a draft; the same one at the end of another is what the model has to say. */
  meantBy(reply: ModelReply): ModelReply {
    const { drafted, ...rest } = reply;
    if (drafted === undefined) {
      if (reply.text.trim() !== '' || reply.toolCalls.length > 0) this.known.clear();
      return reply;
    }
    const wording = JSON.stringify(drafted.map(({ name, arguments: args }: ToolCall) => [name, args]));
    const isSaidAgain = this.known.has(wording);
    this.known.add(wording);
    if (!isSaidAgain) return reply;
    this.known.clear();
    const note = 'its reasoning ended twice with the same calls and nothing behind them: they were taken';
    return { ...rest, toolCalls: drafted, notes: [...reply.notes, note] };
  }
}
