import type { VerifyWork } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import { composePrompt, cut, oneLine, type Block, type Budget, type Templates } from '#prompts';
import { contextText, instructionsText, taskState, withoutClaims } from '../../talk/prompt-values.js';

/** What the judges are shown. */
export interface Evidence {
  readonly checks: readonly CheckResult[];
  readonly changes: readonly FileChange[];
  /** Of long lines, the part that changed. */
  readonly diff: string;
  /** Files that the subtask is about, as they are, where nothing was changed: by path. */
  readonly unchanged?: ReadonlyMap<string, string>;
  /** Files of the result, changed or not. */
  readonly there: ReadonlySet<string>;
}

export function openingOf(
  work: VerifyWork,
  evidence: Evidence,
  templates: Templates,
  nonce: string,
  wording: number,
  budget: Budget,
) {
  const { task, subtask, plan } = work;
  const common = {
    task_state: taskState(
      subtask === null ? { ...task, goal: cut(task.goal, 200), context: {} } : task,
      withoutClaims(plan),
      nonce,
    ),
    instructions: instructionsText(work.instructions),
    workspace: task.workspaceName,
  };
  const values =
    subtask === null
      ? { ...common, goal: task.goal, context: contextText(task.context) }
      : {
          ...common,
          subtask_id: subtask.id,
          description: subtask.description,
          acceptance_criteria: subtask.acceptanceCriteria.trim() || subtask.description,
        };
  return composePrompt(
    subtask === null ? templates['goal-check'] : templates.verifier,
    { values, memory: evidenceBlocks(work, evidence), tools: [], nonce, wording },
    budget,
  );
}

const wordFor = ({ skipped, standIn, passed }: CheckResult): string =>
  skipped === true ? 'not run' : standIn !== undefined ? 'TO BE JUDGED' : passed ? 'passed' : 'FAILED';

/** What happened first, what was claimed next, and the diff last, since it is what is cut when room is short. */
function evidenceBlocks(work: VerifyWork, { checks, changes, diff, unchanged }: Evidence): Block[] {
  const doubt = (c: CheckResult): string =>
    c.passed && c.proves === false && c.skipped !== true
      ? ' (not seen to fail without the work, so it proves nothing)'
      : '';
  const checked = checks.map((c) => `${wordFor(c)} ${c.name}: ${cut(oneLine(c.detail), 400)}${doubt(c)}`);
  const changed = changes.map((c) => `${c.operation} ${c.path} (+${c.additions} -${c.deletions})`);
  const summaries =
    work.subtask !== null
      ? []
      : (work.plan?.subtasks ?? []).map(
          (s) => `${s.id} (${s.status}): ${cut(oneLine(s.summary ?? s.error ?? ''), 300)}`,
        );
  return [
    { label: 'Check results', lines: checked.length === 0 ? ['(no check was run)'] : checked },
    { label: 'Changed files', lines: changed.length === 0 ? ['(no file was changed)'] : changed.slice(0, 200) },
    { label: 'What the workers claim of each subtask', lines: summaries },
    { label: "The worker's summary, a claim", lines: cut(work.summary, 4000).split('\n') },
    { label: 'Why no file was changed', lines: work.unchangedBecause === undefined ? [] : [work.unchangedBecause] },
    ...[...(unchanged ?? [])].map(([path, text]) => ({
      // Names of files are as hostile as what they hold.
      label: 'A file that the subtask is about, as it is without a change',
      lines: [`${path}:`, ...text.split('\n')],
    })),
    { label: 'Diff', lines: diff.trim() === '' ? [] : diff.trimEnd().split('\n') },
  ];
}

/** To a judge who rejects the result for files that it does not see. */
export function theyExist(denied: readonly string[], { changes }: Evidence): string {
  const isShown = denied.every((path) => changes.some((change) => change.path === path));
  const how = isShown
    ? 'the diff above shows what is in them'
    : 'they are in the workspace, and the diff above shows only what was changed';
  return `You reject the result because of files that do not exist: ${denied.join(', ')}. They do exist: ${how}. Judge the result by what there is, and answer with the JSON object only.`;
}

/** What a judge sees of the work itself, beside what the worker says of it. */
export const shownOf = ({ checks, changes, diff, unchanged }: Evidence, asked: string): string =>
  [
    asked,
    ...checks.map(({ name, detail }) => `${name} ${detail}`),
    ...changes.map(({ path }) => path),
    ...[...(unchanged ?? [])].flat(),
    diff,
  ].join('\n');
