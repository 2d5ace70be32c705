import { hashOfCommand, type ExecuteWork } from '#contracts';
import { COMMAND_GATES, ownNameOf, riskOfReach, type ChatMessage, type ExecuteOutcome, type ToolCall } from '#domain';
import { cut, fenced, nonceOf, oneLine, toolMessage } from '#prompts';
import type { Journal } from '../journal.js';
import type { AttemptTree } from '../ports/attempt-trees.js';
import type { Clock } from '../ports/clock.js';
import type { CallRisk, ToolBox, ToolContext, ToolResult } from '../ports/toolbox.js';
import type { Conversation } from '../talk/conversation.js';
import { callFailed } from '../unchanged.js';
import type { ShownFile } from './file-in-answer.js';
import { errorText, Progress } from './progress.js';
import { aboutRefused, FINISH_TOO_EARLY, INTERRUPTED, refusal, SEVERAL, TWICE, wordingOf } from './refusals.js';
import { aboutLacking, StillToCome } from './still-to-come.js';
import type { Answer, OpenCall, Standing } from './resume.js';

/** How a reply's calls ended. */
export type CallsEnd =
  | { readonly kind: 'go_on' }
  | { readonly kind: 'asks'; readonly question: Extract<ExecuteOutcome, { kind: 'asks' }> }
  | { readonly kind: 'finish'; readonly said: NonNullable<ToolResult['finish']> }
  | { readonly kind: 'stuck'; readonly because: string; readonly idle: boolean };

/** Runs an attempt's calls one after the other, each recorded before it runs and its result before it is shown. */
export class ToolCalls {
  private readonly progress = new Progress();
  readonly stillToCome: StillToCome;
  private readonly nonce: string;
  private readonly context: ToolContext;
  /** Calls that have a result. */
  count: number;
  failed: number;
  /** Whether a command took something away. */
  destructive = false;
  /** Commit of the tree after the last call. */
  head: string;
  /** Tools that were called and are not there. */
  private readonly missed = new Set<string>();
  /** The tool whose failure nothing has made good since; null when there is none, or the model was told of it. */
  private unresolved: string | null = null;
  /** The last change that was tried, where it failed. */
  private refusedChange: { readonly tool: string; readonly error: string } | null = null;
  /** Whether a call has succeeded that did not only end the attempt. */
  private hasSucceeded = false;
  private readonly answers: ReadonlyMap<string, Answer>;
  /** Commands that were refused, with what was said; the same one is not asked about again. */
  private readonly refused = new Map<string, string>();

  constructor(
    private readonly work: ExecuteWork,
    standing: Standing,
    private readonly journal: Journal,
    private readonly signal: AbortSignal,
    tree: AttemptTree,
    private readonly tools: ToolBox,
    private readonly talk: Conversation,
    private readonly clock: Clock,
  ) {
    this.stillToCome = new StillToCome(work, tree);
    this.count = standing.toolCalls;
    this.failed = standing.failedToolCalls;
    this.head = work.head;
    this.answers = standing.answers;
    this.nonce = nonceOf(journal.attemptId);
    this.context = {
      tree,
      signal,
      asked: `${work.task.goal}\n${work.subtask.description}\n${work.subtask.acceptanceCriteria}`,
      base: work.base,
      workspaceName: work.task.workspaceName,
      protected: work.task.protected,
      searchMemory: (query) => journal.searchMemory(query, 10),
      seen: new Set(),
    };
    this.recount();
  }

  /** `failedBefore`: something of the same reply failed already, so a `finish` in it was said without knowing that. */
  async run(calls: readonly OpenCall[], failedBefore: boolean): Promise<CallsEnd> {
    let failed = failedBefore;
    let made = '';
    for (const { call, begun } of calls) {
      const started = this.clock.elapsed();
      const isTwice = !begun && made === wordingOf(call) && !SEVERAL.test(this.context.asked);
      const gate = begun || isTwice ? OPEN : this.gateOf(call);
      if (gate.kind === 'asks') return gate;
      const result =
        gate.kind === 'refused'
          ? refusal(gate.because)
          : isTwice
            ? TWICE
            : await this.resultOf(call, begun, failed, gate.approved);
      // Behind another call the same one may well be meant: the tests, after each of two changes.
      made = result.success && this.tools.isMutating(call.name) && call.name !== 'finish' ? wordingOf(call) : '';
      const end = await this.note(call, result, Math.round(this.clock.elapsed() - started));
      if (end.kind !== 'go_on') return end;
      failed ||= !result.success && !this.isMissedAgain(call.name);
    }
    return { kind: 'go_on' };
  }

  /** Writes a file that a model has only shown, as its own call would have; whether it could be. */
  writeShown({ path, content }: ShownFile): Promise<boolean> {
    const call: ToolCall = { id: 'shownfile', name: 'write_file', arguments: { path, content } };
    return this.runUnasked(call, 'written by Loom out of an answer that only showed the file');
  }

  /** Takes away what a worker has left that is no part of its work; whether it could be. */
  takeAway(path: string): Promise<boolean> {
    const call: ToolCall = { id: `byproduct${this.count}`, name: 'delete_file', arguments: { path } };
    return this.runUnasked(call, 'taken away by Loom: nobody asked for it');
  }

  private async runUnasked(call: ToolCall, why: string): Promise<boolean> {
    const started = this.clock.elapsed();
    await this.journal.record({ kind: 'call', callId: call.id, tool: call.name, arguments: call.arguments });
    const result = await this.tools.run(call, this.context);
    this.signal.throwIfAborted();
    const notes = [...(result.notes ?? []), why];
    await this.note(call, { ...result, notes }, Math.round(this.clock.elapsed() - started));
    return result.success;
  }

  /** Whether the call may run now. An answer counts for the very call that was shown, once: its result follows. */
  private gateOf(call: ToolCall): Gate {
    const risk = this.tools.riskOf(call);
    if (risk === null) return OPEN;
    if (COMMAND_GATES[this.work.task.approvalMode][risk.reach] === 'ask') {
      const answer = this.answers.get(call.id);
      const { tool, command, reason } = risk;
      if (
        answer?.hash === hashOfCommand({ attemptId: this.journal.attemptId, callId: call.id, tool, command, reason })
      ) {
        if (answer.approved) return this.opened(risk);
        this.refused.set(command, answer.reason);
      }
      const said = this.refused.get(command);
      if (said !== undefined) return { kind: 'refused', because: aboutRefused(said) };
      const question = { kind: 'asks', callId: call.id, tool, command, reason, risk: riskOfReach(risk.reach) } as const;
      return { kind: 'asks', question };
    }
    return this.opened(risk);
  }

  private opened({ reach, command }: CallRisk): Gate {
    const asked = COMMAND_GATES[this.work.task.approvalMode][reach] === 'ask';
    if (asked || reach !== 'beyond') this.destructive = true;
    return asked ? { kind: 'open', approved: command } : OPEN;
  }

  private async resultOf(
    call: ToolCall,
    begun: boolean,
    failedBefore: boolean,
    approvedCommand: string | undefined,
  ): Promise<ToolResult> {
    if (begun && !this.isRepeatable(call.name)) return INTERRUPTED;
    if (!begun)
      await this.journal.record({ kind: 'call', callId: call.id, tool: call.name, arguments: call.arguments });
    const context = approvedCommand === undefined ? this.context : { ...this.context, approvedCommand };
    const result = await this.tools.run(call, context);
    this.signal.throwIfAborted();
    if (result.finish === undefined) return result;
    if (failedBefore) return FINISH_TOO_EARLY;
    if (result.finish.status === 'blocked') return result;
    if (this.unresolved === null) {
      const lacking = await this.stillToCome.toTell(this.head);
      return lacking.length === 0 ? result : refusal(`finish was not accepted. ${aboutLacking(lacking)}`);
    }
    const tool = this.unresolved;
    // Said once: a failure may be what was to be shown.
    this.unresolved = null;
    return refusal(
      `finish was not accepted: the last call of ${tool} failed, and nothing has been done about it. Look at its result and mend what it shows; if it does not matter, call finish again and say why.`,
    );
  }

  /** Why nothing was changed by the last call that was to; null where none of them failed. */
  get refusal(): string | null {
    if (this.refusedChange === null) return null;
    const { tool, error } = this.refusedChange;
    return callFailed(tool, cut(oneLine(error), 300), this.hasSucceeded);
  }

  /** A failing look needs no mending; a failing change or command does, until one succeeds. */
  private resolve(tool: string, success: boolean, content: string): void {
    if (success && (ownNameOf(tool) ?? tool) !== 'finish') this.hasSucceeded = true;
    if (tool === 'finish') this.unresolved = null;
    else if (this.tools.isMutating(tool)) {
      this.unresolved = success ? null : tool;
      this.refusedChange = success ? null : { tool, error: errorText(content) };
    } else if (!success && !this.isOffered(tool)) {
      // What a tool that is not there was to do, was not done.
      this.refusedChange ??= { tool, error: errorText(content) };
    }
  }

  /** Result and commit are one entry: whoever takes over has both or neither. */
  private async note(call: ToolCall, result: ToolResult, tookMs: number): Promise<CallsEnd> {
    this.head = result.commit ?? this.head;
    this.count++;
    if (!result.success) this.failed++;
    if (result !== INTERRUPTED && (result.success || !this.progress.isDone(call)))
      this.resolve(call.name, result.success, result.content);
    const step = this.progress.note({
      ...{ call, success: result.success, content: result.content },
      ...{ tree: result.tree ?? null, looksAt: this.looksAt(call.name) },
    });
    const { task, subtask } = this.work;
    const remembered = { goal: task.goal, subtaskId: subtask.id, description: subtask.description };
    const message: Extract<ChatMessage, { role: 'tool' }> = {
      role: 'tool',
      toolCallId: call.id,
      toolName: call.name,
      content: toolMessage(result.content, step.remark, remembered, this.nonce),
    };
    const { success, filesChanged, commit } = result;
    const of = { callId: call.id, tool: call.name };
    const notes = result.notes === undefined ? {} : { notes: result.notes };
    await this.journal.record({ kind: 'result', ...of, success, message, filesChanged, commit, tookMs, ...notes });
    this.talk.add(message);
    if (result.finish !== undefined) return { kind: 'finish', said: result.finish };
    if (step.stuck === null) return { kind: 'go_on' };
    // With a failure that nothing has made good, the work is not whole.
    return { kind: 'stuck', because: step.stuck, idle: step.idle === true && this.unresolved === null };
  }

  /** A look depends on the files it looks at; a tool that writes a file repeats itself whatever they are. */
  private looksAt(tool: string, head = this.head): string | null {
    return this.isRepeatable(tool) && this.tools.isMutating(tool) ? null : head;
  }

  /** A command is not, nor a name that the toolbox may take for one. */
  private isRepeatable(tool: string): boolean {
    return tool !== 'shell_execute' && this.isOffered(tool);
  }

  private isOffered(tool: string): boolean {
    return this.tools.schemas().some(({ name }) => name === tool);
  }

  /** A model goes on calling what was never there: said once, it is nothing that its work waits for. */
  private isMissedAgain(tool: string): boolean {
    if (this.isOffered(tool)) return false;
    const isAgain = this.missed.has(tool);
    this.missed.add(tool);
    return isAgain;
  }

  /** What an earlier owner ran. */
  private recall(call: ToolCall): void {
    const risk = this.tools.riskOf(call);
    if (risk !== null) this.opened(risk);
  }

  /** Repetition goes on counting when an attempt is taken over. */
  private recount(): void {
    const calls = new Map<string, ToolCall>();
    const denied = new Map<string, string>();
    let head = this.work.base;
    for (const entry of this.work.recorded) {
      if (entry.kind === 'call') this.recall({ id: entry.callId, name: entry.tool, arguments: entry.arguments });
      if (entry.kind === 'approval' && !entry.approved) denied.set(entry.callId, entry.reason);
      if (entry.kind === 'reply') for (const call of entry.message.toolCalls) calls.set(call.id, call);
      if (entry.kind !== 'result') continue;
      head = entry.commit ?? head;
      this.resolve(entry.tool, entry.success, fenced(entry.message.content, this.nonce) ?? '');
      const call = calls.get(entry.callId);
      if (call === undefined) continue;
      const said = denied.get(call.id);
      const risk = said === undefined ? null : this.tools.riskOf(call);
      if (said !== undefined && risk !== null) this.refused.set(risk.command, said);
      const content = fenced(entry.message.content, this.nonce) ?? '';
      // Which tree a commit holds is not recorded; circles of files are counted from here on.
      this.progress.note({
        ...{ call, success: entry.success, content },
        ...{ tree: null, looksAt: this.looksAt(call.name, head) },
      });
    }
  }
}

type Gate =
  | { readonly kind: 'open'; readonly approved?: string }
  | { readonly kind: 'refused'; readonly because: string }
  | Extract<CallsEnd, { kind: 'asks' }>;
const OPEN: Gate & { kind: 'open' } = { kind: 'open' };
