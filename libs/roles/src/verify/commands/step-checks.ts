import type { VerifyWork } from '#contracts';
import type { CheckResult, FileChange, SubtaskSpec } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { askedOf, spokenIn } from '../asked.js';
import type { CheckProof } from './check-proof.js';
import { heardHere } from './checks-here.js';
import { heardByTheGoal } from './counts-otherwise.js';
import { heardInTime } from './in-time.js';
import { namedBefore, namedHere, namedLoosely, renamedIn } from '../reach/under-other-name.js';
import { walk } from '../walk.js';
import { checksPass, type Ran } from './run-checks.js';

export interface StepOf {
  readonly work: VerifyWork;
  readonly subtask: SubtaskSpec;
  readonly tree: AttemptTree;
  readonly changes: readonly FileChange[];
  readonly runner: CheckRunner;
  readonly proof: CheckProof;
  /** What was found out before. */
  readonly known: readonly CheckResult[];
  /** No model will be asked if these prove the work. */
  readonly alone: boolean;
  /** Opens the tree that the attempt started from. */
  readonly openBase: () => Promise<AttemptTree>;
  readonly signal: AbortSignal;
}

/** The subtask's own checks, each with whether its pass says anything. */
export async function stepChecks(of: StepOf): Promise<CheckResult[]> {
  const { work, subtask, tree, changes, runner, alone, openBase, signal } = of;
  const { task, base, head } = work;
  // A command that the plan has written with a name that it alone has thought of is run with the one that was given.
  const named = [...namedHere(of.known, changes), ...namedBefore(work)];
  const commands = subtask.checks.map((command) => renamedIn(command, named));
  const all = await inTheirFolders(of, await checksPass(runner, tree, commands, signal));
  // What the whole goal speaks of may be made by another step.
  const asked = `${task.goal}\n${askedOf(work)}`;
  const here = await heardHere(all, { tree, changes, runner }, { all: asked, user: spokenIn(work) }, signal);
  const ran = await heardByTheGoal(await heardInTime(here, { runner, openBase, asked, signal }), work, tree);
  // The user's words are no whim of the plan.
  const isSaid = (command: string): boolean => task.goal.replaceAll('`', '').includes(command);
  if (ran.some(({ result }) => !result.passed))
    return ran.map(({ command, result }) => (isSaid(command) ? result : { ...result, isOfPlan: true }));
  const passed = ran.filter((one) => one.isHere !== false);
  const { workspaceId } = task;
  const proves = await of.proof.prove({ workspaceId, base, head, changes, tree, alone, passed, openBase }, signal);
  return ran.map(({ command, result }) => {
    const shown = proves.get(command);
    return shown === undefined ? result : { ...result, proves: shown };
  });
}

/** A check that fails with a name as the plan has written it is heard with that of the file in its folder. */
async function inTheirFolders({ work, subtask, tree, changes, runner, signal }: StepOf, ran: Ran[]): Promise<Ran[]> {
  if (ran.every(({ result }) => result.passed)) return ran;
  const of = { changes, there: await walk(tree.root), asked: `${spokenIn(work)}\n${askedOf(work)}` };
  const named = namedLoosely(subtask.expectedOutputs, of);
  const heard: Ran[] = [];
  for (const one of ran) {
    const command = renamedIn(one.command, named);
    if (one.result.passed || command === one.command) heard.push(one);
    else heard.push(...(await checksPass(runner, tree, [command], signal)));
  }
  return heard;
}
