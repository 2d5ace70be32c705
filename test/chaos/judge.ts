import { isTerminalEvent, type WireEvent } from '#contracts';
import type { Blow } from './blow.js';
import { LOOK_MS } from './handover.js';
import type { Asked } from './model.js';
import type { Strike } from './strike.js';
import type { World } from './world.js';

/* What a run must never leave behind, and what it may. */

/** A reply needs so long from the model server's socket to the ledger. */
const ON_THE_WAY_MS = 1_000;
/** A worker that is told to pause, or that wakes up, hears of it in this time, and may ask something meanwhile. */
const HEARD_MS = 2_000;

export interface LedgerFaults {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly left: readonly string[];
}

/** What the ledger itself must never hold. `undone`: the run was undone and done again at its end. */
export async function ledgerFaults({ database }: World, id: string, undone: boolean): Promise<LedgerFaults> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const events = await database.rows<{ sequence: number; type: string; subtask_id: string | null }>(
    'SELECT sequence, type, subtask_id FROM events WHERE task_id = ? ORDER BY sequence',
    id,
  );
  events.forEach(({ sequence }, i) => {
    if (sequence !== i + 1) lost.push(`the ledger has ${sequence} where ${i + 1} is due`);
  });
  const timesOf = (type: string): Map<string, number> => {
    const times = new Map<string, number>();
    for (const event of events.filter((e) => e.type === type))
      times.set(event.subtask_id ?? 'task', (times.get(event.subtask_id ?? 'task') ?? 0) + 1);
    return times;
  };
  for (const type of ['subtask_landed', 'subtask_completed', 'task_completed'])
    for (const [subject, times] of timesOf(type)) if (times > 1) doubled.push(`${type} of ${subject} ${times} times`);
  const asked = timesOf('approval_requested');
  for (const [subject, times] of timesOf('approval_received'))
    if (times > (asked.get(subject) ?? 0)) doubled.push(`an answer of ${subject} was taken ${times} times`);
  const reverted = timesOf('changes_reverted').get('task') ?? 0;
  if (reverted > (undone ? 2 : 0)) doubled.push(`changes were reverted ${reverted} times`);
  if (reverted < (undone ? 2 : 0)) lost.push(`changes were reverted ${reverted} times`);
  const changes = await database.rows<{ path: string; n: number }>(
    `SELECT c.path, count(*) AS n FROM changes c JOIN landings l ON l.attempt_id = c.attempt_id
     WHERE l.task_id = ? AND l.kind = 'subtask' GROUP BY l.subtask_id, c.path HAVING count(*) > 1`,
    id,
  );
  for (const { path, n } of changes) doubled.push(`the change of ${path} is recorded ${n} times`);
  const open = await database.rows<{ id: string; state: string }>(
    `SELECT id, state FROM attempts WHERE task_id = ? AND (settled = 0 OR state IN ('queued', 'running'))`,
    id,
  );
  return { lost, doubled, left: open.map((attempt) => `the attempt ${attempt.id} is left ${attempt.state}`) };
}

/** Questions that were asked more than once. Only what was under way at one of the blows may be. */
export function repeats(
  all: readonly Asked[],
  task: string,
  blows: readonly Blow[],
): { askedAgain: number; unexplained: string[] } {
  const byQuestion = new Map<string, Asked[]>();
  for (const asked of all)
    if (asked.task === task && asked.trouble === null)
      byQuestion.set(asked.question, [...(byQuestion.get(asked.question) ?? []), asked]);
  const mayRepeat = blows.filter(({ interrupts }) => interrupts);
  let askedAgain = 0;
  const unexplained: string[] = [];
  for (const [question, times] of byQuestion) {
    // The last one's answer is the one that counted.
    for (const wasted of times.slice(0, -1)) {
      if (mayRepeat.some((blow) => wasUnderWay(wasted, blow) || isByZombie(times, blow))) askedAgain++;
      else unexplained.push(`${question} was asked ${times.length} times`);
    }
  }
  return { askedAgain, unexplained: [...new Set(unexplained)] };
}

function wasUnderWay({ at, ended }: Asked, blow: Blow): boolean {
  const lastAskedAt = Number.isNaN(blow.hurtAt) ? blow.at + HEARD_MS : blow.hurtAt;
  return at <= lastAskedAt && ended >= blow.unheardSince - ON_THE_WAY_MS;
}

/** What stood still on its way to a question asks it when it wakes up, before it can hear that another has. */
function isByZombie(times: readonly Asked[], { wokeAt }: Blow): boolean {
  const last = times.at(-1)?.at ?? NaN;
  return times.length === 2 && last >= wokeAt && last <= wokeAt + HEARD_MS;
}

export interface Speed {
  /** From the last blow until something of the task was heard of, and the longest time without a word after it. */
  readonly progressMs: number;
  readonly silenceMs: number;
  /** Between which two events that was. */
  readonly silence: string;
  /**
   * From the only blow until the last attempt that changed hands because of it had got on; NaN where none has, or
   * others followed.
   */
  readonly handoverMs: number;
  /** Of that: until it was nobody's any more, and until somebody else had it. */
  readonly takenMs: number;
  readonly claimedMs: number;
  /** Which attempt that was. */
  readonly handed: string;
}

export const NO_SPEED: Speed = {
  progressMs: NaN,
  silenceMs: NaN,
  silence: '',
  handoverMs: NaN,
  takenMs: NaN,
  claimedMs: NaN,
  handed: '',
};

/** Milliseconds; NaN without a fault, or where nothing was left to be done after it. */
export function speedOf(strike: Strike | undefined, events: readonly WireEvent[], arrivedAt: readonly number[]): Speed {
  const struckAt = strike?.blows.at(-1)?.at ?? NaN;
  const after = events.map((event, i) => ({ event, at: arrivedAt[i] ?? NaN })).filter(({ at }) => at > struckAt);
  if (Number.isNaN(struckAt) || after.length === 0) return NO_SPEED;
  const times = [struckAt, ...after.map(({ at }) => at)];
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const longest = gaps.indexOf(Math.max(...gaps));
  const named = (event: WireEvent | undefined): string =>
    event === undefined ? 'the fault' : `${event.event_type} of ${shortly(event.correlation_id)}`;
  const silence = `${named(after[longest - 1]?.event)} and ${named(after[longest]?.event)}`;
  let last = { handoverMs: NaN, takenMs: NaN, claimedMs: NaN, handed: '' };
  for (const { id, takenAt, claimedAt } of strike?.handover?.attempts ?? []) {
    const next = after.find(({ event, at }) => concerns(event, id) && at >= claimedAt - LOOK_MS);
    if (Number.isNaN(claimedAt) || next === undefined || last.handoverMs > next.at - struckAt) continue;
    last = {
      handoverMs: next.at - struckAt,
      takenMs: takenAt - struckAt,
      claimedMs: claimedAt - struckAt,
      handed: shortly(id),
    };
  }
  return { progressMs: gaps[0] ?? NaN, silenceMs: Math.max(...gaps, 0), silence, ...last };
}

/** An attempt's name without its task. */
const shortly = (id: string): string => [id.split('.')[0], ...id.split('.').slice(2)].join('.');

/** Whether the event shows that the attempt got on. What its subtask is told of ends it too. */
function concerns(event: WireEvent, attempt: string): boolean {
  if (event.event_type === 'worker_waiting') return false;
  const [stage, , subtask] = attempt.split('.');
  if (event.correlation_id === attempt) return true;
  return stage === 'plan' || subtask === '_' ? isTerminalEvent(event.event_type) : event.subtask_id === subtask;
}
