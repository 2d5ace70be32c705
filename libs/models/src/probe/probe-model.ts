import { ABILITIES, type Ability, type ModelAbilities, type NotLearnt } from '#contracts';
import { describeTrouble } from '../explain.js';
import { troubleOf } from '../transport/trouble.js';
import type { TimedAnswer } from '../asker.js';
import {
  callsIn,
  CUT,
  isCut,
  callsQuestion,
  hasThought,
  judgeResults,
  judgeSchema,
  judgeSpeed,
  judgeSystem,
  resultsQuestion,
  schemaQuestion,
  systemQuestion,
  thinkingOff,
  thinkingOn,
  wasSwitched,
  type CallsSeen,
  type Judgement,
  type Question,
} from './questions.js';

/** Puts one question. @throws TryFailed when it was not answered; anything when the probe is over. */
export type Put = (question: Question, inWords: boolean) => Promise<TimedAnswer>;

export interface Probed {
  readonly shown: Partial<ModelAbilities>;
  readonly unknown: readonly NotLearnt[];
  /** Beside what the server refused: parts that break when they are asked for. */
  readonly broken: readonly 'parallel_calls'[];
}

/**
 * Asks a model what it can do: at most a dozen answers of a few words, what matters most first. Where one answer speaks
 * against it, a second has to agree. `over`: says why the probe has ended, once it has.
 */
export async function probeModel(wanted: ReadonlySet<Ability>, put: Put, over: () => string | null): Promise<Probed> {
  const probe = new Probe(wanted, put, over);
  await probe.calls();
  await probe.schema();
  await probe.thinking();
  await probe.system();
  return probe.result();
}

const WORDS = ['heron', 'walnut'] as const;
const NUMBERS = [
  [4817, 2963],
  [7352, 9148],
] as const;

class Probe {
  private shown: Partial<ModelAbilities> = {};
  private readonly unknown = new Map<Ability, string>();
  private readonly broken: 'parallel_calls'[] = [];

  constructor(
    private readonly wanted: ReadonlySet<Ability>,
    private readonly put: Put,
    private readonly over: () => string | null,
  ) {}

  async calls(): Promise<void> {
    if (!this.wants('tools', 'parallelCalls', 'toolRole')) return;
    const first = await this.callsOf(false);
    if (first === null) return;
    const { how, several, inWords } = first;
    if (inWords) return this.show(how === 'none' ? { tools: 'none' } : { tools: 'text', parallelCalls: several });
    if (how === 'native' || how === 'glued') {
      this.show({ tools: 'native', parallelCalls: several });
      if (how === 'glued') this.broken.push('parallel_calls');
      return this.results(several);
    }
    const told = await this.callsOf(true);
    if (told === null) return;
    if (told.how !== 'none') this.show({ tools: 'text', parallelCalls: told.several });
    // Calls that come as text although tools were sent are read as well.
    else this.show(how === 'written' ? { tools: 'native', parallelCalls: several } : { tools: 'none' });
  }

  private async callsOf(inWords: boolean): Promise<(CallsSeen & { inWords: boolean }) | null> {
    const abilities = ['tools', 'parallelCalls', 'toolRole'] as const;
    const answer = await this.ask(callsQuestion, abilities, inWords);
    if (answer === null) return null;
    if (isCut(answer)) return this.miss(abilities, CUT);
    return { ...callsIn(answer), inWords: answer.wire.manner.toolsInWords };
  }

  private async results(several: boolean): Promise<void> {
    if (!this.wants('toolRole')) return;
    for (const numbers of NUMBERS) {
      const answer = await this.ask(resultsQuestion(numbers, several), ['toolRole']);
      if (answer === null) return;
      // A history of several calls that was refused is sent in another form by now.
      if (several && answer.wire.manner.oneCall) this.show({ parallelCalls: false });
      const judged = judgeResults(numbers, several, answer);
      this.judge('toolRole', judged);
      if (typeof judged === 'string' || judged.toolRole === true) return;
    }
  }

  async schema(): Promise<void> {
    if (!this.wants('schema')) return;
    const answer = await this.ask(schemaQuestion, ['schema']);
    if (answer !== null) this.judge('schema', judgeSchema(answer));
  }

  async thinking(): Promise<void> {
    if (!this.wants('thinking', 'tokensPerSecond')) return;
    const off = await this.ask(thinkingOff, ['thinking', 'tokensPerSecond']);
    if (off === null) return;
    this.show(judgeSpeed(off));
    if (hasThought(off)) return this.show({ thinking: 'always' });
    if (!wasSwitched(off)) return this.show({ thinking: 'none' });
    const on = await this.ask(thinkingOn, ['thinking']);
    if (on !== null) this.show({ thinking: hasThought(on) ? 'switch' : 'none' });
  }

  async system(): Promise<void> {
    if (!this.wants('systemRole')) return;
    for (const word of WORDS) {
      const answer = await this.ask(systemQuestion(word), ['systemRole']);
      if (answer === null) return;
      const judged = judgeSystem(word, answer);
      this.judge('systemRole', judged);
      if (typeof judged === 'string' || judged.systemRole === true) return;
    }
  }

  result(): Probed {
    const shown = Object.fromEntries(
      Object.entries(this.shown).filter(([ability]) => this.wanted.has(ability as Ability)),
    );
    const unknown = ABILITIES.flatMap((ability): NotLearnt[] => {
      const because = this.unknown.get(ability);
      return because === undefined || !this.wanted.has(ability) ? [] : [{ ability, because }];
    });
    return { shown, unknown, broken: this.broken };
  }

  private wants(...abilities: readonly Ability[]): boolean {
    return abilities.some((ability) => this.wanted.has(ability));
  }

  /** Null where no answer came: then the reason stands beside each of the abilities. */
  private async ask(question: Question, abilities: readonly Ability[], inWords = false): Promise<TimedAnswer | null> {
    const ended = this.over();
    if (ended !== null) return this.miss(abilities, ended);
    try {
      const answer = await this.put(question, inWords);
      if (this.wanted.has('usage')) this.shown = { ...this.shown, usage: answer.raw.usage !== null };
      return answer;
    } catch (error) {
      const reason = this.over();
      if (reason !== null) return this.miss(abilities, reason);
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      return this.miss(abilities, describeTrouble(trouble));
    }
  }

  private miss(abilities: readonly Ability[], because: string): null {
    for (const ability of abilities) if (this.shown[ability] === undefined) this.unknown.set(ability, because);
    return null;
  }

  private judge(ability: Ability, judged: Judgement): void {
    if (typeof judged === 'string') this.miss([ability], judged);
    else this.show(judged);
  }

  private show(shown: Partial<ModelAbilities>): void {
    this.shown = { ...this.shown, ...shown };
    for (const ability of Object.keys(shown)) this.unknown.delete(ability as Ability);
  }
}
