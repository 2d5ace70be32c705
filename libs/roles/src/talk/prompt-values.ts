import type { Instruction, PlanView, Recollection, TaskBrief } from '#contracts';
import type { Feedback } from '#domain';
import { cut, fence, oneLine, renderTaskState, type Block } from '#prompts';

/* Pieces of prompts that several roles share. Text that did not come from the user is fenced. */

export function taskState(task: TaskBrief, plan: PlanView | null, nonce: string): string {
  return fence(renderTaskState(task, plan), nonce);
}

/** The plan without what workers said of their own work. */
export const withoutClaims = (plan: PlanView | null): PlanView | null =>
  plan === null ? null : { ...plan, subtasks: plan.subtasks.map((s) => ({ ...s, summary: null, error: null })) };

/** What the user said since the task began; theirs to say, so not fenced. */
export function instructionsText(instructions: readonly Instruction[]): string {
  if (instructions.length === 0) return '';
  const said = instructions.slice(-20).map((i) => `- ${cut(i.text.trim(), 2000).replaceAll('\n', '\n  ')}`);
  return `\nThe user also says, and this goes before what is written above:\n${said.join('\n')}\n`;
}

/** Holds what a command said. */
export const installedText = (amiss: string | null, nonce: string): string =>
  amiss === null
    ? ''
    : `\nDependencies are missing or out of date here, so commands that need them fail whatever you do:\n${fence(cut(amiss, 1500), nonce)}\n`;

export function contextText(context: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(context).map(
    ([key, value]) =>
      `- ${cut(oneLine(key), 100)}: ${cut(typeof value === 'string' ? value : JSON.stringify(value), 2000)}`,
  );
  return lines.length === 0 ? '' : `\nThe user gives this context:\n${lines.slice(0, 40).join('\n')}\n`;
}

export function feedbackText(feedback: readonly Feedback[], nonce: string): string {
  if (feedback.length === 0) return '';
  const said = feedback.slice(-4).flatMap((f) => [
    `attempt ${f.attempt} (${f.source}, ${f.code}):`,
    // Landing tells of a conflict by diffs, checks by the end of their output: both live by their lines.
    ...f.issues.slice(0, 10).map((issue) => `- ${cut(issue.trim(), f.source === 'landing' ? 6000 : 1500)}`),
    ...(f.suggestion.trim() === '' ? [] : [`suggestion: ${cut(oneLine(f.suggestion), 600)}`]),
  ]);
  return `\nEarlier attempts did not pass. Mend exactly this:\n${fence(said.join('\n'), nonce)}\n`;
}

/** Memory without what the user said: that is told as instructions, not as data. */
export const notes = (memory: readonly Recollection[]): Recollection[] =>
  memory.filter((m) => m.type !== 'user_instruction');

/** Longer details are left to memory_search. */
const DETAIL = 200;

export function memoryBlock(label: string, memory: readonly Recollection[]): Block {
  return {
    label,
    lines: memory.map((m) => {
      const from = m.subtaskId === null ? '' : ` from ${m.subtaskId}`;
      const detail = m.detail.length > 0 && m.detail.length <= DETAIL && m.detail !== m.summary ? ` - ${m.detail}` : '';
      return oneLine(`[${m.type}${m.verified ? '' : ', unverified'}${from}] ${m.summary}${detail}`);
    }),
  };
}

export const listText = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `\n${title}:\n${items.map((item) => `- ${oneLine(item)}`).join('\n')}\n`;
