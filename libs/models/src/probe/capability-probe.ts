import type { ModelConfig } from '#config';
import { ABILITIES, probeDue, type Ability, type ModelAbilities, type ModelFinding } from '#contracts';
import { Asker, type AskerParts } from '../asker.js';
import type { Clock } from '../clock.js';
import { KnownModel } from '../profile/known-model.js';
import { mannerOf, type Manner } from '../profile/manner.js';
import type { Inspection, Provider } from '../providers/provider.js';
import type { EndpointSlots } from '../slots/endpoint-slots.js';
import type { Feature } from '../transport/trouble.js';
import { probeModel, type Put } from './probe-model.js';

/** `away`: nobody there, or no such model; `cold`: loading it would push another out; `busy`: somebody works there. */
export type ProbeEnd = 'probed' | 'gave_way' | 'not_due' | 'away' | 'cold' | 'busy';

export interface ProbeParts {
  readonly config: ModelConfig;
  readonly provider: Provider;
  readonly known: KnownModel;
  readonly slots: EndpointSlots;
  readonly clock: Clock;
  readonly timings: AskerParts['timings'];
  /** Null when the server is away or lacks the model. */
  readonly look: () => Promise<Inspection | null>;
  /** Of a whole probe it is what is wanted, whatever was seen before. */
  readonly windowOf: (seen: Inspection, due: 'all' | 'open') => number;
}

/** For a model whose configuration forbids probes, when a person asks for one all the same. */
const SECONDS_ON_REQUEST = 120;
/** Tokens of an answer: room for a model that cannot be kept from reasoning first. */
const ANSWER_TOKENS = 1024;
/** What the questions of a whole probe put to the test beside abilities. */
const TRIED: readonly Feature[] = [
  ...(['think', 'tools', 'schema', 'parallel_calls', 'system_role', 'tool_role'] as const),
  ...(['stream_options', 'max_tokens', 'temperature', 'seed'] as const),
];

/** One probe of one model, on sufferance: in an idle moment, for a bounded time, and gone when work comes. */
export class CapabilityProbe {
  constructor(private readonly parts: ProbeParts) {}

  async run(signal: AbortSignal, hurry: boolean): Promise<ProbeEnd> {
    const { known, clock, config, look, slots } = this.parts;
    const seen = await look();
    if (seen === null) return 'away';
    const due = hurry ? 'all' : probeDue(known.profile, known.seenAs, clock.now());
    if (due === null) return 'not_due';
    if (!hurry && seen.loaded === false && seen.othersLoaded) return 'cold';
    const slot = await slots.acquireIdle(known.key.endpoint, hurry ? 'idle' : 'quiet');
    if (slot === null) return 'busy';
    try {
      const seconds = config.probeSeconds > 0 ? config.probeSeconds : SECONDS_ON_REQUEST;
      const late = AbortSignal.timeout(seconds * 1000);
      const over = (): string | null => {
        if (signal.aborted) return 'Loom was stopped';
        if (slot.wanted.aborted) return 'work came in between';
        return late.aborted ? `there was no time left (probe_seconds is ${seconds})` : null;
      };
      const finding = await this.ask(due, seen, AbortSignal.any([signal, slot.wanted, late]), over);
      const gaveWay = signal.aborted || slot.wanted.aborted;
      if (!gaveWay || Object.keys(finding.shown).length > 0) known.found({ ...finding, gaveWay });
      return gaveWay ? 'gave_way' : 'probed';
    } finally {
      await slot.release();
    }
  }

  private async ask(
    due: 'all' | 'open',
    seen: Inspection,
    signal: AbortSignal,
    over: () => string | null,
  ): Promise<ModelFinding> {
    const { config, provider, known, clock, timings, windowOf, look } = this.parts;
    // A whole probe believes nothing that was known before.
    const trial = new KnownModel(known.key);
    trial.identify(known.seenAs);
    if (due === 'open') trial.adopt(known.profile, []);
    const asker = new Asker(config, provider, { known: trial, clock, random: () => 0, timings });
    const window = windowOf(seen, due);
    let answered = false;
    const put: Put = async ({ messages, tools = [], jsonSchema = null, think = false }, inWords) => {
      const manner = (): Manner => {
        const learnt = mannerOf(trial.profile, {});
        return inWords ? { ...learnt, toolsInWords: true } : learnt;
      };
      const maxTokens = Math.min(ANSWER_TOKENS, Math.floor(window / 2));
      const wire = { messages, tools, jsonSchema, think, maxTokens, temperature: 0, seed: 1, contextWindow: window };
      const answer = await asker.once(wire, manner, signal);
      answered = true;
      return answer;
    };
    const open = known.profile?.unknown.map(({ ability }) => ability) ?? [];
    const probed = await probeModel(new Set<Ability>(due === 'all' ? ABILITIES : open), put, over);
    const lessons = trial.news();
    const refused = [...new Set([...lessons.flatMap((lesson) => lesson.refused), ...probed.broken])];
    const whole = due === 'all' && probed.unknown.length === 0;
    const after = answered && over() === null ? await look().catch(() => null) : null;
    const shown = {
      ...Object.assign({}, ...lessons.map((lesson) => lesson.shown)),
      ...probed.shown,
      ...(after === null ? {} : { contextWindow: given(config, after, window) }),
    } as Partial<ModelAbilities>;
    return {
      ...{ ...known.key, fingerprint: known.seenAs, at: new Date(clock.now()).toISOString(), by: 'probe' },
      ...{ shown, refused, taken: whole ? TRIED.filter((part) => !refused.includes(part)) : [] },
      ...{ unknown: probed.unknown, gaveWay: false },
    };
  }
}

/** Ollama gives what is asked for, so that only less than that is worth knowing; others have decided by themselves. */
const given = ({ provider }: ModelConfig, { allocated }: Inspection, asked: number): number | null =>
  provider === 'ollama' && (allocated ?? asked) >= asked ? null : allocated;
