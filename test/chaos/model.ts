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

  private server: ScriptedModelServer | null = null;
  private readonly before: string[] = [];

  private constructor(private readonly host: string) {}

  static async start(host = '127.0.0.1'): Promise<ChaosModel> {
    const model = new ChaosModel(host);
    await model.listen(0);
    return model;
  }

  get port(): number {
    return this.server?.port ?? 0;
  }

  /** Questions without an answer in the script, each a sentence. */
  get unscripted(): readonly string[] {
    return [...this.before, ...(this.server?.unscripted ?? [])];
  }

  /** Every question in the next `forMs` meets the trouble. */
  makeTrouble(kind: ModelTrouble, forMs: number): void {
    this.trouble = { kind, until: Date.now() + forMs };
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** Ends every answer under way and refuses connections; the answer brings the server back. */
  async leave(): Promise<() => Promise<void>> {
    const { port } = this;
    await this.server?.close();
    this.before.push(...(this.server?.unscripted ?? []));
    return () => this.listen(port);
  }

  private async listen(port: number): Promise<void> {
    const { host } = this;
    this.server = await ScriptedModelServer.start({ host, port, answer: (request) => this.answer(request) });
  }

  private answer(request: SeenRequest): ScriptedAnswer {
    const kind = this.trouble !== null && Date.now() < this.trouble.until ? this.trouble.kind : null;
    const text = request.messages.map((m) => m.content).join('\n');
    const task = /run-[0-9]+-[0-9a-z]+/.exec(text)?.[0] ?? '?';
    const asked: Asked = { task, question: questionOf(request), at: Date.now(), ended: Infinity, trouble: kind };
    this.asked.push(asked);
    void request.aborted.then(() => (asked.ended = Math.min(asked.ended, Date.now())));
    if (kind === 'resets') return { text: 'never all of it', dropAfterBytes: 10 };
    if (kind === 'errors') return { status: 500, text: 'the runner broke down' };
    if (kind === 'hangs') return { chunks: [''], endHow: 'hang' };
    asked.ended = Date.now() + ANSWER_MS;
    return { ...answerTo(request), delayMs: ANSWER_MS };
  }
}
