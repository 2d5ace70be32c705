import { appendFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TaskCreated, TaskView, WireEvent } from '#contracts';
import { differences, GOAL, makeFolder } from './goal.js';
import type { Asked } from './model.js';
import { until } from './processes.js';
import type { Random } from './random.js';
import type { Strike } from './strike.js';
import { Watch } from './watch.js';
import type { World } from './world.js';

export interface ChaosRun {
  readonly cell: string;
  /** What went against a promise, a sentence each. */
  readonly broken: readonly string[];
  readonly finished: boolean;
  /** Effects that are there twice: landings, completions, recorded changes, lines of commands. */
  readonly doubled: number;
  /** Events that are missing or came twice, in the ledger or at the reader. */
  readonly lostEvents: number;
  readonly wrongFiles: number;
  /** Questions asked again that were under way at the fault; more is in `broken`. */
  readonly askedAgain: number;
  /** Commands that were answered "interrupted". */
  readonly interrupted: number;
  /** Tries of subtasks that were used up. */
  readonly retries: number;
  /** From the fault to the next event, and the longest silence after it. Milliseconds; NaN without a fault. */
  readonly progressMs: number;
  readonly silenceMs: number;
  readonly tookMs: number;
}

const GIVE_UP_MS = 150_000;
/** A reply needs so long from the model server's socket to the ledger. */
const ON_THE_WAY_MS = 1_000;
/** A worker that is told to pause, or that wakes up, hears of it in this time, and may ask something meanwhile. */
const HEARD_MS = 2_000;

let runs = 0;

/** One task and what became of it. `strike` may be shared with other tasks; `userEdits`: somebody works in the folder. */
export async function chaosRun(
  world: World,
  random: Random,
  { strike, userEdits = false }: { strike?: Strike; userEdits?: boolean },
): Promise<ChaosRun> {
  const name = `run-${++runs}-${random.word(5)}`;
  const folder = join(world.work, name);
  makeFolder(folder);
  const began = Date.now();
  const id = await createTask(world, { goal: `${GOAL} (${name})`, workspace: folder }, name);
  const approvals: Promise<unknown>[] = [];
  const watch = new Watch(
    `${world.url}/tasks/${id}/stream`,
    (event) => {
      strike?.notice(event);
      // Who changes the files faster than they can be verified is there to be asked.
      if (userEdits && event.event_type === 'approval_requested') approvals.push(approve(world, id, event));
    },
    world.auth,
  );
  const diary = userEdits ? keepDiary(folder, random) : null;
  const giveUp = setTimeout(() => watch.stop(), GIVE_UP_MS);
  const end = await watch.follow();
  clearTimeout(giveUp);
  const tookMs = Date.now() - began;
  const written = (await diary?.stop()) ?? {};
  const struck = (await strike?.over()) ?? true;
  await Promise.all(approvals);

  const broken: string[] = [];
  const task = await until('the task is told of', 60_000, () => world.get<TaskView>(`/tasks/${id}`));
  if (end === null) broken.push(`not finished in ${GIVE_UP_MS} ms: ${task.status}`);
  else if (task.status !== 'completed') broken.push(`${task.status}: ${task.error ?? ''}`);
  if (!struck) broken.push('the moment never came');
  if (strike?.trouble) broken.push(strike.trouble);
  const wrongFiles = differences(folder, written);
  const ledger = ledgerFaults(world, id);
  broken.push(...watch.faults, ...wrongFiles, ...ledger.lost, ...ledger.doubled, ...ledger.left);
  const { askedAgain, unexplained } = repeats(world.model.asked, name, strike);
  broken.push(...unexplained);
  const count = (sql: string): number => world.rows<{ n: number }>(sql, id)[0]?.n ?? 0;
  return {
    cell: strike === undefined ? (userEdits ? 'user edits' : 'no fault') : `${strike.fault} @ ${strike.moment}`,
    broken,
    finished: end !== null && task.status === 'completed',
    doubled: ledger.doubled.length,
    lostEvents: watch.faults.length + ledger.lost.length,
    wrongFiles: wrongFiles.length,
    askedAgain,
    interrupted: count(
      `SELECT count(*) AS n FROM entries e JOIN attempts a ON a.id = e.attempt_id
       WHERE a.task_id = ? AND e.kind = 'result' AND e.data LIKE '%interrupted, outcome unknown%'`,
    ),
    retries: count(`SELECT count(*) AS n FROM events WHERE task_id = ? AND type = 'subtask_retrying'`),
    ...speedOf(watch.arrivedAt, strike?.struckAt ?? NaN),
    tookMs,
  };
}

/** A run that could not even be watched to its end. */
export const brokenRun = (cell: string, because: string): ChaosRun => ({
  cell,
  broken: [because],
  finished: false,
  doubled: 0,
  lostEvents: 0,
  wrongFiles: 0,
  askedAgain: 0,
  interrupted: 0,
  retries: 0,
  progressMs: NaN,
  silenceMs: NaN,
  tookMs: NaN,
});

/** Sent again under the same key while the API is away. */
function createTask(world: World, body: object, key: string): Promise<string> {
  return until('the task is taken', 120_000, async () => {
    const answer = await world.post('/tasks', body, { 'idempotency-key': key });
    return answer.ok && ((await answer.json()) as TaskCreated).task_id;
  });
}

/** Repeated over the end of whatever dies meanwhile; an answer that is refused was given before. */
function approve(world: World, id: string, { subtask_id }: WireEvent): Promise<boolean> {
  const body = { subtask_id, approved: true };
  return until('the approval is taken', 120_000, async () => {
    const { status } = await world.post(`/tasks/${id}/approve`, body);
    return status < 500;
  });
}

/** Somebody who writes into the folder while the task runs; answers what must stand there afterwards. */
function keepDiary(folder: string, random: Random): { stop(): Promise<Record<string, string>> } {
  const file = join(folder, 'diary.md');
  const notes = join(folder, 'keep.txt');
  let text = '';
  let kept = readFileSync(notes, 'utf8');
  let writing = true;
  const writes = (async () => {
    for (let n = 1; writing && n <= 60; n++) {
      const line = `day ${n}\n`;
      appendFileSync(file, line);
      text += line;
      if (n % 3 === 0) {
        appendFileSync(notes, line);
        kept += line;
      }
      await wait(20 + random.below(60));
    }
  })();
  return {
    stop: async () => {
      writing = false;
      await writes;
      return { [basename(file)]: text, [basename(notes)]: kept };
    },
  };
}

/** What the ledger itself must never hold. */
function ledgerFaults(world: World, id: string): { lost: string[]; doubled: string[]; left: string[] } {
  const lost: string[] = [];
  const doubled: string[] = [];
  const events = world.rows<{ sequence: number; type: string; subtask_id: string | null }>(
    'SELECT sequence, type, subtask_id FROM events WHERE task_id = ? ORDER BY sequence',
    id,
  );
  events.forEach(({ sequence }, i) => {
    if (sequence !== i + 1) lost.push(`the ledger has ${sequence} where ${i + 1} is due`);
  });
  for (const type of ['subtask_landed', 'subtask_completed', 'task_completed']) {
    const subjects = events.filter((e) => e.type === type).map((e) => e.subtask_id ?? 'task');
    for (const subject of new Set(subjects)) {
      const times = subjects.filter((s) => s === subject).length;
      if (times > 1) doubled.push(`${type} of ${subject} ${times} times`);
    }
  }
  const changes = world.rows<{ path: string; n: number }>(
    `SELECT c.path, count(*) AS n FROM changes c JOIN landings l ON l.attempt_id = c.attempt_id
     WHERE l.task_id = ? GROUP BY l.subtask_id, c.path HAVING n > 1`,
    id,
  );
  for (const { path, n } of changes) doubled.push(`the change of ${path} is recorded ${n} times`);
  const open = world.rows<{ id: string; state: string }>(
    `SELECT id, state FROM attempts WHERE task_id = ? AND (settled = 0 OR state IN ('queued', 'running'))`,
    id,
  );
  return { lost, doubled, left: open.map((attempt) => `the attempt ${attempt.id} is left ${attempt.state}`) };
}

/** Questions that were asked more than once. Only what was under way at the fault may be. */
function repeats(
  all: readonly Asked[],
  task: string,
  strike: Strike | undefined,
): { askedAgain: number; unexplained: string[] } {
  const byQuestion = new Map<string, Asked[]>();
  for (const asked of all)
    if (asked.task === task && asked.trouble === null)
      byQuestion.set(asked.question, [...(byQuestion.get(asked.question) ?? []), asked]);
  const mayRepeat = strike?.mayRepeatQuestions ?? false;
  const struckAt = strike?.struckAt ?? NaN;
  const lastAskedAt = Number.isNaN(strike?.hurtAt ?? NaN) ? struckAt + HEARD_MS : (strike?.hurtAt ?? NaN);
  let askedAgain = 0;
  const unexplained: string[] = [];
  for (const [question, times] of byQuestion) {
    // The last one's answer is the one that counted.
    for (const wasted of times.slice(0, -1)) {
      const underWay = wasted.at <= lastAskedAt && wasted.ended >= struckAt - ON_THE_WAY_MS;
      if (mayRepeat && underWay) askedAgain++;
      else unexplained.push(`${question} was asked ${times.length} times`);
    }
  }
  return { askedAgain, unexplained: [...new Set(unexplained)] };
}

function speedOf(arrivedAt: readonly number[], struckAt: number): { progressMs: number; silenceMs: number } {
  if (Number.isNaN(struckAt)) return { progressMs: NaN, silenceMs: NaN };
  const times = [struckAt, ...arrivedAt.filter((at) => at > struckAt)];
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  return { progressMs: gaps[0] ?? NaN, silenceMs: Math.max(...gaps, 0) };
}
