import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accept, call, finish, memory, plan, textOf, turnOf, type ScriptedReply, type SeenRequest } from '#testing';

/* The goal of every run: two parallel subtasks and one that needs both, with files written, edited and moved, and
   commands that leave a second line when they are run twice. */

const GOAL = 'Write both halves and join them.';
const WITHIN = 'All of it in the folder';

/** `name` of the run; `isWithin`: of several in one folder, each below its own name. */
export const goalOf = (name: string, isWithin: boolean): string =>
  `${GOAL}${isWithin ? ` ${WITHIN} ${name}.` : ''} (${name})`;

/** The folder before the task. */
export const BEFORE: Readonly<Record<string, string>> = {
  'notes.md': '# Notes\n\n- one\n- two\n',
  'keep.txt': 'stays as it is\n',
  'old.txt': 'gets another name\n',
};

const NOTES = '# Notes\n\n- one\n- two and a half\n';

/** Exactly what the folder holds afterwards. */
export const AFTER: Readonly<Record<string, string>> = {
  'notes.md': NOTES,
  'keep.txt': 'stays as it is\n',
  'renamed.txt': 'gets another name\n',
  'left.txt': 'the left half\n',
  'left.log': 'left\n',
  'right.log': 'right\n',
  'joined.txt': `the left half\n${NOTES}`,
  'joined.log': 'joined\n',
};

const shell = (command: string): ScriptedReply => call('shell_execute', { command });

/** What the executor does, a turn each, below `at`. */
const stepsAt = (at: string): Readonly<Record<string, readonly ScriptedReply[]>> => ({
  left: [
    call('write_file', { path: `${at}left.txt`, content: 'the left half\n' }),
    shell(`sleep 0.2; echo left >> ${at}left.log`),
    finish('The left half is written.'),
  ],
  right: [
    call('edit_file', { path: `${at}notes.md`, old_str: '- two', new_str: '- two and a half' }),
    shell(`echo right >> ${at}right.log; sleep 0.2`),
    finish('The right half is written.'),
  ],
  join: [
    shell(`sleep 0.1; cat ${at}left.txt ${at}notes.md > ${at}joined.txt; echo joined >> ${at}joined.log`),
    call('move_file', { path: `${at}old.txt`, new_path: `${at}renamed.txt` }),
    finish('Both are joined.'),
  ],
});

const planAt = (at: string): ScriptedReply =>
  plan([
    { id: 'left', expected_outputs: [`${at}left.txt`], checks: [`test "$(cat ${at}left.log)" = left`] },
    { id: 'right', checks: [`test "$(cat ${at}right.log)" = right`] },
    { id: 'join', depends_on: ['left', 'right'], checks: [`test "$(cat ${at}joined.log)" = joined`] },
  ]);

/** What a command is told that was cut off, by a kill of its worker or of itself. */
const CUT_OFF = /interrupted, outcome unknown|none \(killed by a signal\)/;

export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(BEFORE)) writeFileSync(join(folder, name), text);
}

/** One sentence a difference; empty when the folder is exactly as wanted. */
export function differences(folder: string, wanted: Readonly<Record<string, string>>): string[] {
  const there = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const texts = new Map(there.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  return [
    ...Object.keys(wanted)
      .filter((name) => !texts.has(name))
      .map((name) => `${name} is missing`),
    ...[...texts].flatMap(([name, text]) => {
      if (wanted[name] === undefined) return [`${name} should not be there`];
      return wanted[name] === text ? [] : [`${name} is ${JSON.stringify(text.slice(0, 200))}`];
    }),
  ];
}

/** Names a question: only the very same one asked again has the same name. */
export function questionOf(request: SeenRequest): string {
  const subtask = subtaskOf(request) ?? '_';
  const content = createHash('sha256').update(textOf(request)).digest('hex').slice(0, 8);
  return `${request.role ?? '?'}.${subtask}.${turnOf(request)}.${content}`;
}

/** Reads everything from the request, so that it gives the same answer to whoever asks, however often. */
export function answerTo(request: SeenRequest): ScriptedReply {
  const subtask = subtaskOf(request);
  switch (request.role) {
    case 'planner':
      return planAt(placeOf(request));
    case 'verifier':
      return accept();
    case 'extractor':
      return memory([{ summary: `What ${subtask ?? 'nobody'} did is done.` }]);
    case 'executor': {
      // A command that was cut off left no trace, so it is run again.
      const cutOff = request.messages.filter((m) => m.role === 'tool' && CUT_OFF.test(m.content)).length;
      const step = stepsAt(placeOf(request))[subtask ?? '']?.[turnOf(request) - cutOff];
      if (step === undefined) throw new Error(`nothing to do for ${questionOf(request)}`);
      return step;
    }
    case null:
      throw new Error(`nobody asks: ${textOf(request).slice(0, 200)}`);
  }
}

const placeOf = (request: SeenRequest): string => {
  const name = new RegExp(`${WITHIN} (\\S+)\\.`).exec(textOf(request))?.[1];
  return name === undefined ? '' : `${name}/`;
};

const subtaskOf = (request: SeenRequest): string | undefined =>
  /^# (?:Your|The) subtask: (\S+)$/m.exec(textOf(request))?.[1];
