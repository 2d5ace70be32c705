import type { Role } from '#domain';
import {
  accept,
  call,
  finish,
  gate,
  memory,
  plan,
  turnOf,
  type Script,
  type ScriptedAnswer,
  type ScriptedSubtask,
  type SeenRequest,
} from '#testing';

/** Where in the work a model call stands. */
export interface At {
  readonly role: Role | null;
  /** As the task state tells it; long ones are cut there. */
  readonly goal: string;
  /**
   * The subtask it is about: the prompt's own section, since the task state names all of them. Empty for plan and goal.
   */
  readonly subtask: string;
  /** Answers the conversation already holds. */
  readonly turn: number;
  /** The prompt tells what was wrong with an earlier attempt. */
  readonly retry: boolean;
  /** All messages' text. */
  readonly text: string;
  readonly request: SeenRequest;
}

export function at(request: SeenRequest): At {
  const text = request.messages.map(({ content }) => content).join('\n');
  return {
    role: request.role,
    goal: /^\s*goal: (.*)$/m.exec(text)?.[1] ?? '',
    subtask: /^# (?:Your|The) subtask: (\S+)/m.exec(text)?.[1] ?? '',
    turn: turnOf(request),
    retry: text.includes('Earlier attempts did not pass'),
    text,
    request,
  };
}

/** `executor two 1`: names a call in counts. */
export const nameOf = (place: At): string => `${place.role ?? 'nobody'} ${place.subtask || '-'} ${place.turn}`;

type Say = ScriptedAnswer | undefined;

export interface Story {
  readonly plan: readonly (ScriptedSubtask | string)[] | ((place: At) => Say);
  /** The executor; a turn without an answer finishes. */
  readonly work?: (place: At) => Say;
  /** The verifier; passes by default. */
  readonly judge?: (place: At) => Say;
  /** The extractor; has nothing to remember by default. */
  readonly learn?: (place: At) => Say;
  /** Calls that wait until they are let go. */
  readonly holds?: readonly Hold[];
}

/** Holds the first call it fits; later ones pass. */
export class Hold {
  private readonly arrived = gate();
  private readonly leave = gate();
  private request: SeenRequest | null = null;

  constructor(private readonly fits: (place: At) => boolean) {}

  static on(role: Role, subtask = '', turn = 0): Hold {
    return new Hold((place) => place.role === role && place.subtask === subtask && place.turn === turn);
  }

  /** Null when the call is not the one that is held. */
  take(place: At): Promise<void> | null {
    if (this.request !== null || !this.fits(place)) return null;
    this.request = place.request;
    this.arrived.open();
    return this.leave.promise;
  }

  /** The held call, as soon as it has come. */
  async reached(): Promise<SeenRequest> {
    await this.arrived.promise;
    return this.request as SeenRequest;
  }

  release(): void {
    this.leave.open();
  }
}

/** A whole task's model by place, so that a call that is repeated after a crash is answered as the first time. */
export function tell(story: Story): Script {
  return (request) => {
    const place = at(request);
    const said = say(story, place);
    const held = story.holds?.map((hold) => hold.take(place)).find((wait) => wait !== null);
    return held && said ? { ...said, hold: held } : said;
  };
}

function say(story: Story, place: At): Say {
  switch (place.role) {
    case 'planner':
      return typeof story.plan === 'function' ? story.plan(place) : plan(story.plan);
    case 'executor':
      return story.work?.(place) ?? finish(`Worked on ${place.subtask}.`);
    case 'verifier':
      return story.judge?.(place) ?? accept();
    case 'extractor':
      return story.learn?.(place) ?? memory();
    case null:
      // A look at what the endpoint can do.
      return { text: 'ok' };
  }
}

export const write = (path: string, content: string): ScriptedAnswer => call('write_file', { path, content });

/** Writes a file of the subtask's name in its first turn. */
export const writesOwnFile = (place: At): Say =>
  place.turn === 0 ? write(`${place.subtask}.txt`, `${place.subtask}\n`) : undefined;

/** How often each call was made. */
export function countCalls(calls: readonly At[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const place of calls.filter(({ role }) => role !== null)) {
    const name = nameOf(place);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
