import { ScriptedModelServer, type ScriptedAnswer, type SeenRequest } from '#testing';
import { answerTo, questionOf } from './goal.js';

export type ModelTrouble = 'resets' | 'errors' | 'hangs';

/** One question as the model server saw it. */
export interface Asked {
  readonly task: string;
  readonly question: string;
  readonly at: number;
  /** When the answer was out, or the asker gone; Infinity until then. */
  ended: number;
  /** The trouble made for it; null for a proper answer. */
  readonly trouble: ModelTrouble | null;
}

const ANSWER_MS = 30;

/** The model of all runs: says what the goal needs, and what trouble it is told to make. */
export class ChaosModel {
  readonly asked: Asked[] = [];
  private trouble: { kind: ModelTrouble; until: number } | null = null;

  private constructor(private readonly server: { current: ScriptedModelServer | null }) {}

  static async start(host = '127.0.0.1'): Promise<ChaosModel> {
    const holder: { current: ScriptedModelServer | null } = { current: null };
    const model = new ChaosModel(holder);
    holder.current = await ScriptedModelServer.start({ host, answer: (request) => model.answer(request) });
    return model;
  }

  get url(): string {
    return this.server.current?.url ?? '';
  }

  /** Questions without an answer in the script, each a sentence. */
  get unscripted(): readonly string[] {
    return this.server.current?.unscripted ?? [];
  }

  /** Every question in the next `forMs` meets the trouble. */
  makeTrouble(kind: ModelTrouble, forMs: number): void {
    this.trouble = { kind, until: Date.now() + forMs };
  }

  async close(): Promise<void> {
    await this.server.current?.close();
  }

  private answer(request: SeenRequest): ScriptedAnswer {
    const kind = this.trouble !== null && Date.now() < this.trouble.until ? this.trouble.kind : null;
    const text = request.messages.map((m) => m.content).join('\n');
    const task = /run-[0-9]+-[0-9a-z]+/.exec(text)?.[0] ?? '?';
    const asked: Asked = { task, question: questionOf(request), at: Date.now(), ended: Infinity, trouble: kind };
    this.asked.push(asked);
    void request.aborted.then(() => (asked.ended = Math.min(asked.ended, Date.now())));
    if (kind === 'resets') return { text: 'never all of it', dropAfterBytes: 10 };
    if (kind === 'errors') return { status: 500, text: 'out of memory' };
    if (kind === 'hangs') return { chunks: [''], endHow: 'hang' };
    asked.ended = Date.now() + ANSWER_MS;
    return { ...answerTo(request), delayMs: ANSWER_MS };
  }
}
