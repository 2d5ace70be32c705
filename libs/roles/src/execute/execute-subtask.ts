import type { ExecuteWork } from '#contracts';
import type { ExecuteOutcome, FailureCode, ModelUsed } from '#domain';
import { cut, nonceOf, oneLine, type Budget, type Templates } from '#prompts';
import type { Journal } from '../journal.js';
import type { AttemptTree, AttemptTrees } from '../ports/attempt-trees.js';
import type { Clock } from '../ports/clock.js';
import { experienceOf, type ModelClient } from '../ports/model-client.js';
import type { ToolBox } from '../ports/toolbox.js';
import { Conversation, type Opening } from '../talk/conversation.js';
import {
  aboutBrokenCalls,
  afterReply,
  afterText,
  amissWith,
  isSwallowed,
  MOST_EMPTY,
  MOST_NUDGES,
  type SoFar,
} from './after-reply.js';
import { onlyAnswered, since } from '../unchanged.js';
import { byProducts } from './by-products.js';
import { openingOf } from './opening.js';
import { listed } from '../verify/doubt.js';
import { asksForFiles } from '../verify/reach/changed.js';
import { walk } from '../verify/walk.js';
import { fileInAnswer } from './file-in-answer.js';
import { aboutLacking } from './still-to-come.js';
import { heardNote, standingOf, type Standing } from './resume.js';
import { ToolCalls, type CallsEnd } from './tool-calls.js';
import { MOST_UNREAD, UnreadCalls } from './unread-calls.js';

/** A model that goes on looking is told when so many turns are left. */
const LAST_TURNS = 3;

/** Carries out one subtask: the agent loop. */
export class ExecuteSubtask {
  constructor(
    private readonly models: ModelClient,
    private readonly trees: AttemptTrees,
    private readonly tools: ToolBox,
    private readonly templates: Templates,
    private readonly clock: Clock,
  ) {}

  async run(work: ExecuteWork, journal: Journal, signal: AbortSignal): Promise<ExecuteOutcome> {
    const { attemptId, epoch } = journal;
    const { workspaceId, id: taskId } = work.task;
    const { base, head } = work;
    const tree = await this.trees.open({ workspaceId, taskId, attemptId, epoch, base, head, signal });
    try {
      const nonce = nonceOf(attemptId);
      const schemas = this.tools.schemas();
      const amiss = tree.setUpProblem ?? null;
      const opening = (budget: Budget) => openingOf(work, this.templates, schemas, nonce, budget, amiss);
      return await new Run(work, journal, signal, tree, this.models, this.tools, opening, this.clock).loop();
    } finally {
      await tree.close();
    }
  }
}

/** One attempt on its way. */
class Run {
  private readonly standing: Standing;
  private readonly talk: Conversation;
  private readonly calls: ToolCalls;
  private turns: number;
  private emptyReplies: number;
  private nudges = 0;
  private cutOff = false;
  /** Calls in the server's own form do not come. */
  private inWords = false;
  /** What was amiss with the last answer. */
  private amiss: string | null = null;
  private readonly unread = new UnreadCalls();
  private model: ModelUsed | null;

  constructor(
    private readonly work: ExecuteWork,
    private readonly journal: Journal,
    signal: AbortSignal,
    private readonly tree: AttemptTree,
    models: ModelClient,
    tools: ToolBox,
    opening: Opening,
    clock: Clock,
  ) {
    this.standing = standingOf(work.recorded);
    ({ turns: this.turns, emptyReplies: this.emptyReplies, model: this.model } = this.standing);
    const prefer = this.model === null ? {} : { prefer: this.model.name };
    const wish = { role: 'executor', tier: work.rung.tier, ...prefer, ...experienceOf(work) } as const;
    this.talk = new Conversation(models, journal, signal, wish, opening);
    this.talk.resume(work.recorded);
    this.calls = new ToolCalls(work, this.standing, journal, signal, tree, tools, this.talk, clock);
  }

  async loop(): Promise<ExecuteOutcome> {
    const resumed = await this.takeUp();
    if (resumed !== null) return resumed;
    for (;;) {
      if (this.turns >= this.work.maxTurns) return this.atLimit('out_of_turns');
      this.warnOfTheEnd();
      await this.hearTheUser();

      const asked = await this.talk.ask({
        answer: this.work.rung.budget * (this.cutOff ? 2 : 1),
        ...(this.work.rung.think ? { think: true } : this.emptyReplies > 0 ? { think: false } : {}),
        ...(this.inWords ? { toolsInWords: true } : {}),
        ...(this.emptyReplies > 0 ? { temperature: 0.4 + 0.2 * this.emptyReplies, seed: this.emptyReplies } : {}),
      });
      if (asked.kind === 'failed') {
        const { code, because } = asked.failure;
        if (code === 'limit_reached') return this.atLimit(code, because);
        return { kind: 'failed', failure: asked.failure, ...this.where() };
      }
      this.model = asked.model;
      this.cutOff = asked.reply.finish === 'length';
      this.amiss = amissWith(asked.reply);
      this.turns++;

      const next = afterReply(asked.reply, this.soFar());
      switch (next.kind) {
        case 'act': {
          const { toolCalls, brokenCalls } = asked.reply;
          const open = toolCalls.map((call) => ({ call, begun: false }));
          const end = await this.endOf(await this.calls.run(open, brokenCalls.length > 0));
          if (end !== null) return end;
          if (brokenCalls.length > 0) this.talk.askAgain(aboutBrokenCalls(asked.reply), 'calls could not be read');
          this.unread.forget();
          this.emptyReplies = 0;
          break;
        }
        case 'say':
          if (asked.reply.brokenCalls.length === 0) this.nudges++;
          else if (this.unread.isTooOften(asked.reply))
            return this.atLimit('stuck', `the same call could not be read ${MOST_UNREAD} times`);
          this.talk.askAgain(next.text, next.because);
          break;
        case 'ask_again':
          this.emptyReplies++;
          if (this.emptyReplies === MOST_EMPTY - 1) {
            if (isSwallowed(asked.reply)) this.talk.note('nothing came of what it said: tools are told in words now');
            this.inWords ||= isSwallowed(asked.reply);
            this.talk.narrow('the model answered nothing');
          }
          break;
        case 'ended': {
          const claimed = await this.claimWithAnswer(next.summary);
          if (claimed !== null) return claimed;
          break;
        }
        case 'silent':
          return this.atLimit('empty_replies', `the model gave ${this.emptyReplies + 1} empty answers`);
        case 'cut_off':
          return this.atLimit('stuck', 'the model only answered, and none of its answers came to an end');
      }
    }
  }

  /** Goes on where an earlier owner stopped: its last reply may not have been dealt with. */
  private async takeUp(): Promise<ExecuteOutcome | null> {
    const { recorded, instructions } = this.work;
    if (recorded.length === 0) {
      const amiss = this.tree.setUpProblem ?? null;
      if (amiss !== null) this.talk.note(amiss);
      if (instructions.length > 0) this.talk.note(heardNote(Math.max(...instructions.map((i) => i.id))));
      return null;
    }
    const { open, failedInBatch, finished, lastReply } = this.standing;
    if (finished !== null) return this.finishAs(finished);
    const end = await this.endOf(await this.calls.run(open, failedInBatch));
    if (end !== null) return end;
    if (lastReply === null || lastReply.toolCalls.length > 0 || lastReply.content.trim() === '') return null;
    const next = afterText(lastReply.content, this.soFar());
    if (next.kind === 'ended') return this.claimWithAnswer(next.summary);
    this.talk.askAgain(next.text, next.because);
    return null;
  }

  private async endOf(end: CallsEnd): Promise<ExecuteOutcome | null> {
    switch (end.kind) {
      case 'go_on':
        return null;
      case 'asks':
        return end.question;
      case 'finish':
        return this.finishAs(end.said);
      case 'stuck':
        return end.idle ? this.atLimit('stuck', end.because) : this.failed('stuck', end.because);
    }
  }

  private async finishAs(said: { status: string; summary: string; reason: string }): Promise<ExecuteOutcome> {
    return said.status === 'blocked'
      ? this.failed('blocked', said.reason || said.summary)
      : this.claim(said.summary, 'finish');
  }

  /** What the user says while the attempt runs goes into the very next request. */
  private async hearTheUser(): Promise<void> {
    await this.journal.renew();
    this.tell(this.journal.takeInstructions());
  }

  private warnOfTheEnd(): void {
    const left = this.work.maxTurns - this.turns;
    if (left === LAST_TURNS && this.turns > LAST_TURNS)
      this.talk.say(`[Loom] Only ${left} turns are left. Bring the work to its end now, then call finish.`);
  }

  private tell(instructions: readonly { id: number; text: string }[]): void {
    for (const { id, text } of instructions)
      this.talk.say(`[Loom] New instruction from the user, which goes before all else: ${text}`, heardNote(id));
  }

  /** Work that was done counts, whoever ran out of what: the verifier decides. */
  private async atLimit(limit: FailureCode, why?: string): Promise<ExecuteOutcome> {
    const changes = this.calls.head === this.work.base ? [] : await this.tree.changes(this.work.base, this.calls.head);
    if (changes.length > 0 && this.model !== null) {
      const some = listed(changes.map(({ path }) => path));
      return this.claim(`Stopped at a limit (${limit}) before saying that it was done. Changed: ${some}.`, 'limit');
    }
    const idle = `no file was changed in ${this.turns} turns${since(this.calls.refusal)}`;
    return this.failed(limit, `${why ?? idle}${this.ofTheLast()}`);
  }

  /**
   * What was only ever shown is written, where no doubt is left which file it is: verified like all work. Null where a
   * file is still to come, which is said once.
   */
  private async claimWithAnswer(answer: string): Promise<ExecuteOutcome | null> {
    const there = await walk(this.tree.root);
    const shown = this.calls.head === this.work.base ? fileInAnswer(answer, this.work.subtask, new Set(there)) : null;
    if (shown === null || !(await this.calls.writeShown(shown))) {
      const lacking = this.nudges < MOST_NUDGES ? await this.calls.stillToCome.toTell(this.calls.head) : [];
      if (lacking.length === 0) return this.claim(answer, 'answer');
      this.nudges++;
      this.talk.askAgain(`[Loom] ${aboutLacking(lacking)}`, 'files are still to come');
      return null;
    }
    return this.claim(`[Loom] ${shown.path} was written out of the answer, which only showed it.\n${answer}`, 'answer');
  }

  private async claim(summary: string, ended: 'finish' | 'answer' | 'limit'): Promise<ExecuteOutcome> {
    const { calls, model } = this;
    if (model === null) return this.failed('internal_error', 'an attempt ended without a model');
    const takenAway: string[] = [];
    for (const path of await byProducts(this.work, this.tree, calls.head))
      if (await calls.takeAway(path)) takenAway.push(path);
    const told = takenAway.length === 0 ? '' : `\n[Loom] Left out, since nobody asked for it: ${listed(takenAway)}.`;
    const unchangedBecause = calls.head === this.work.base ? this.whyUnchanged() : null;
    // Who has run out of turns has not said that it is done.
    const unmade = ended === 'limit' ? [] : await calls.stillToCome.leftOut(calls.head);
    return {
      kind: 'claimed_done',
      summary: cut(summary, 4000 - told.length) + told,
      model,
      head: calls.head,
      toolCalls: calls.count,
      failedToolCalls: calls.failed,
      destructive: calls.destructive,
      ...(unchangedBecause === null ? {} : { unchangedBecause }),
      ...(unmade.length === 0 ? {} : { unmade }),
      ...(takenAway.length === 0 ? {} : { takenAway: takenAway.slice(0, 100) }),
      ended,
    };
  }

  private whyUnchanged(): string | null {
    const { refusal, count } = this.calls;
    if (refusal !== null || count > 0) return refusal;
    return onlyAnswered(this.ofTheLast());
  }

  private ofTheLast(): string {
    return this.amiss === null ? '' : `, and its last answer ${cut(oneLine(this.amiss), 300)}`;
  }

  private failed(code: FailureCode, because: string): ExecuteOutcome {
    return {
      kind: 'failed',
      failure: { code, because: cut(oneLine(because), 1000), retryable: false },
      ...this.where(),
    };
  }

  private soFar(): SoFar {
    return {
      toolCalls: this.calls.count,
      changed: this.calls.head !== this.work.base || !asksForFiles(this.work.subtask),
      nudges: this.nudges,
      emptyReplies: this.emptyReplies,
    };
  }

  private where(): { model?: ModelUsed; head: string } {
    return { ...(this.model === null ? {} : { model: this.model }), head: this.calls.head };
  }
}
