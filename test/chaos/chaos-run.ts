import { appendFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TaskCreated, TaskView, WireEvent } from '#contracts';
import { AFTER, BEFORE, differences, goalOf, makeFolder } from './goal.js';
import { ledgerFaults, NO_SPEED, repeats, speedOf, type Speed } from './judge.js';
import { isAboutApproval, isAboutUndo } from './moments.js';
import { until } from './processes.js';
import type { Random } from './random.js';
import { seconds } from './report.js';
import type { Strike } from './strike.js';
import { Watch } from './watch.js';
import type { World } from './world.js';

export interface ChaosRun extends Speed {
  readonly cell: string;
  /** What went against a promise, a sentence each. */
  readonly broken: readonly string[];
  readonly finished: boolean;
  /** Effects that are there twice: landings, completions, recorded changes, answers, lines of commands. */
  readonly doubled: number;
  /** Events that are missing or came twice, in the ledger, at the reader or at the callback address. */
  readonly lostEvents: number;
  readonly wrongFiles: number;
  /** Questions asked again that were under way at a blow; more is in `broken`. */
  readonly askedAgain: number;
  /** Commands that were answered "interrupted". */
  readonly interrupted: number;
  /** Tries of subtasks that were used up. */
  readonly retries: number;
  readonly tookMs: number;
}

interface Circumstances {
  readonly strike?: Strike;
  readonly userEdits?: boolean;
  readonly beside?: string;
}

const GIVE_UP_MS = 150_000;
/** For everything that is asked again while an API is away. */
const PATIENCE_MS = 120_000;

let runs = 0;

/**
 * One task and what became of it. `strike` may be shared with other tasks; `userEdits`: somebody works in the folder;
 * `beside` names the folder that it shares with other tasks.
 */
export async function chaosRun(world: World, random: Random, how: Circumstances): Promise<ChaosRun> {
  const end = how.strike?.begin() ?? (() => undefined);
  try {
    return await watchedRun(world, random, how, end);
  } finally {
    end();
  }
}

/** `isOver` is called when nothing more is to be struck. */
async function watchedRun(
  world: World,
  random: Random,
  { strike, userEdits = false, beside }: Circumstances,
  isOver: () => void,
): Promise<ChaosRun> {
  const name = `run-${++runs}-${random.word(5)}`;
  const workspace = join(world.work, beside ?? name);
  const folder = beside === undefined ? workspace : join(workspace, name);
  makeFolder(folder);
  const began = Date.now();
  const moment = strike?.moment ?? null;
  const id = await createTask(world, name, {
    workspace,
    isWithin: beside !== undefined,
    isManual: isAboutApproval(moment),
  });
  world.hooks.onCall(name, () => strike?.reach('webhook'));
  const approvals: Promise<unknown>[] = [];
  const unasked: string[] = [];
  const watch = new Watch(
    world.api.urls.map((url) => `${url}/tasks/${id}/stream`),
    (event) => {
      strike?.notice(event);
      // A person has to be asked, or changes the files faster than they can be verified.
      if (event.event_type !== 'approval_requested') return;
      if (!isAboutApproval(moment) && !userEdits) unasked.push(`somebody was asked: ${String(event['reason'])}`);
      approvals.push(approve(world, id, event));
    },
    world.api.auth,
  );
  const diary = userEdits ? keepDiary(folder, random) : null;
  const giveUp = setTimeout(() => watch.stop(), GIVE_UP_MS);
  const end = await watch.follow();
  clearTimeout(giveUp);
  const tookMs = Date.now() - began;
  const written = (await diary?.stop()) ?? {};
  const isUndone = isAboutUndo(moment) && end?.event_type === 'task_completed';
  const wrongOnTheWay = isUndone ? await undoAndRedo(world, id, folder, strike) : [];
  // The end is told before the moment of being told of it can come.
  const told = end === null ? [] : await until('the end is told', PATIENCE_MS, () => deliveries(world, name));
  isOver();
  const struck = (await strike?.over()) ?? true;
  await Promise.all(approvals);

  const broken: string[] = [];
  const task = await until('the task is told of', 60_000, () => world.api.get<TaskView>(`/tasks/${id}`));
  if (end === null) broken.push(`not finished in ${GIVE_UP_MS} ms: ${task.status}`);
  else if (task.status !== 'completed') broken.push(`${task.status}: ${task.error ?? ''}`);
  if (!struck) broken.push('the moment never came');
  if (strike?.trouble) broken.push(strike.trouble);
  const wrongFiles = [...wrongOnTheWay, ...differences(folder, { ...AFTER, ...written })];
  const ledger = await ledgerFaults(world, id, isUndone);
  const hooks = new Set(told).size > 1 ? [`the end was told under ${new Set(told).size} ids`] : [];
  broken.push(...watch.faults, ...wrongFiles, ...ledger.lost, ...ledger.doubled, ...ledger.left, ...hooks, ...unasked);
  const { askedAgain, unexplained } = repeats(world.model.asked, name, strike?.blows ?? []);
  broken.push(...unexplained);
  const count = async (sql: string): Promise<number> => (await world.database.rows<{ n: number }>(sql, id))[0]?.n ?? 0;
  const retries = await count(`SELECT count(*) AS n FROM events WHERE task_id = ? AND type = 'subtask_retrying'`);
  if (retries > 0 && !userEdits && strike?.mayUseTries !== true) broken.push(`${retries} tries were used up`);
  if (broken.length > 0 && strike !== undefined)
    broken.push(`struck: ${strike.blows.map(({ on, at }) => `${on} after ${seconds(at - began)} s`).join(', ')}`);
  return {
    cell: strike === undefined ? (userEdits ? 'user edits' : 'no fault') : `${strike.name} @ ${strike.moment}`,
    broken,
    finished: end !== null && task.status === 'completed',
    doubled: ledger.doubled.length,
    lostEvents: watch.faults.length + ledger.lost.length + hooks.length,
    wrongFiles: wrongFiles.length,
    askedAgain,
    interrupted: await count(
      `SELECT count(*) AS n FROM entries e JOIN attempts a ON a.id = e.attempt_id
       WHERE a.task_id = ? AND e.kind = 'result' AND e.data LIKE '%interrupted, outcome unknown%'`,
    ),
    retries,
    ...speedOf(strike, watch.events, watch.arrivedAt),
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
  ...NO_SPEED,
  tookMs: NaN,
});

/** Sent again under the same key while the API is away. */
function createTask(
  world: World,
  name: string,
  { workspace, isWithin, isManual }: { workspace: string; isWithin: boolean; isManual: boolean },
): Promise<string> {
  const body = {
    goal: goalOf(name, isWithin),
    workspace,
    callback_url: world.hooks.url(name),
    ...(isManual ? { approval_mode: 'manual' } : {}),
  };
  return until('the task is taken', PATIENCE_MS, async () => {
    const answer = await world.api.post('/tasks', body, { 'idempotency-key': name });
    return answer.ok && ((await answer.json()) as TaskCreated).task_id;
  });
}

/** Repeated over the end of whatever dies meanwhile; an answer that is refused was given before. */
function approve(world: World, id: string, { subtask_id }: WireEvent): Promise<boolean> {
  const body = { subtask_id, approved: true };
  return until('the approval is taken', PATIENCE_MS, async () => {
    const { status } = await world.api.post(`/tasks/${id}/approve`, body);
    return status < 500;
  });
}

/** Asked for again until somebody answers; the sentences say what is wrong with the folder in between. */
async function undoAndRedo(world: World, id: string, folder: string, strike: Strike | undefined): Promise<string[]> {
  const ask = (act: 'revert' | 'redo'): Promise<boolean> => {
    strike?.reach(act);
    return until(`the ${act} is answered`, PATIENCE_MS, async () => {
      const answer = await world.api.post(`/tasks/${id}/revert`, act === 'redo' ? { redo: true } : {});
      return answer.ok;
    });
  };
  await ask('revert');
  const wrong = differences(folder, BEFORE).map((sentence) => `after the undo ${sentence}`);
  await ask('redo');
  return wrong;
}

function deliveries(world: World, name: string): readonly string[] | null {
  const told = world.hooks.of(name);
  return told.length > 0 ? told : null;
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
