import type { SubtaskSpec } from '#domain';

/* Checks of a plan that end well whatever their command does: "…; echo $?", "… || true". Pure. */

/** Programs whose end says whether the work is right; what only looks for something may rightly end with 1. */
const TESTS =
  /^(?:[A-Z_]+=\S+\s+)*(?:timeout\s+\S+\s+)?(?:node|deno|bun|python3?|pytest|ruby|perl|php|go|cargo|make|npm|npx|pnpm|yarn|mvn|gradle|dotnet|bash|sh|\.\/)(?![\w-])/;
const AND_THEN = /;\s*(?:echo\b[^;&|`]*|(?:true|:|exit\s{1,9}0)\s*)$/;
const OR_ELSE = /\|\|\s*(?:echo\b[^;&|`]*|(?:true|:|exit\s{1,9}0)\s*)$/;
const MOST_TAILS = 3;

/**
 * The command whose end a check hides; null where it hides none, or where it may be meant to. What may fail ("|| true")
 * has to succeed only where it is spoken of.
 */
export function bareCheck(check: string, asked: string): string | null {
  let command = check.trim();
  let mayFail = false;
  for (let n = 0; n < MOST_TAILS; n++) {
    const tail = AND_THEN.exec(command) ?? OR_ELSE.exec(command);
    if (tail === null) break;
    mayFail ||= tail[0].includes('||');
    command = command.slice(0, tail.index).trimEnd();
  }
  const last =
    command
      .split(/;|&&|\|\||\n/)
      .at(-1)
      ?.trim() ?? '';
  const isWhole = ['"', "'", '`'].every((mark) => command.split(mark).length % 2 === 1);
  if (command === check.trim() || !isWhole || !TESTS.test(last)) return null;
  return !mayFail || isSpokenOf(last, asked) ? command : null;
}

/** The command itself, or a file that it runs. */
const isSpokenOf = (command: string, asked: string): boolean =>
  asked.includes(command) ||
  command.split(/\s+/).some((word) => /[^/]\.\w+$/.test(word) && asked.includes(word.replace(/^.*\//, '')));

export function withoutHiddenEnds(subtasks: readonly SubtaskSpec[], notes: string[]): SubtaskSpec[] {
  return subtasks.map((subtask) => {
    const asked = `${subtask.description}\n${subtask.acceptanceCriteria}`;
    const checks = subtask.checks.map((check) => bareCheck(check, asked) ?? check);
    const hidden = checks.filter((check, at) => check !== subtask.checks[at]);
    if (hidden.length === 0) return subtask;
    notes.push(`checks of "${subtask.id}" hid how their command ends: it counts now (${hidden.join('; ')})`);
    return { ...subtask, checks: [...new Set(checks)] };
  });
}

/** What goes on until somebody stops it. */
const ENDLESS =
  /(?:^|&&\s*|;\s*)(?:tail\s+(?:[^;&|\n]{1,80}\s)?(?:-\w*[fF]\b|--follow)|watch\s|sleep\s+inf|nodemon\b|(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:dev|start|serve|watch|preview)\b|python3?\s+-m\s+http\.server\b|php\s+-S\s|(?:npx\s+)?(?:vite|next\s+dev|ng\s+serve|http-server|serve|live-server|jekyll\s+serve|hugo\s+server)(?:\s+(?!build)|$)|(?:flask\s+run|uvicorn|gunicorn)\b|docker(?:-|\s+)compose\s+up(?![^&;|]*\s(?:-d|--detach)\b))|\s--watch(?:All)?(?:\s|$)/i;
const IS_STOPPED = /(?:^|[;&|(\s])timeout\s|[^&]&\s*(?:$|[^&\s]|\s[^&])|--(?:version|help)\b/;

/** Whether a check never comes to its end, so that it cannot say how the work is. */
export const isEndless = (check: string): boolean => ENDLESS.test(check.trim()) && !IS_STOPPED.test(check);

export function withoutEndless(subtasks: readonly SubtaskSpec[], notes: string[]): SubtaskSpec[] {
  return subtasks.map((subtask) => {
    const endless = subtask.checks.filter(isEndless);
    if (endless.length === 0) return subtask;
    notes.push(`checks of "${subtask.id}" never come to an end and are left out (${endless.join('; ')})`);
    return { ...subtask, checks: subtask.checks.filter((check) => !isEndless(check)) };
  });
}
