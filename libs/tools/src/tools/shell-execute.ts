import { NOT_RUN } from '#roles';
import { defineTool, failed, type Observation, type ToolRun } from '../registry/define-tool.js';
import { folderCopies, type FolderCopy } from '../shell/copied-within.js';
import { destructiveReason } from '../shell/destructive.js';
import { closedWithBlanks, expandedIn } from '../shell/here-documents.js';
import { lostParameters } from '../shell/lost-parameters.js';
import { runWithRoom } from '../shell/run-with-room.js';
import { MAX_COMMAND_BYTES, type SandboxResult } from '../shell/sandbox.js';
import { byteLength, cleanText, cutMiddle, OUTPUT_LIMIT_BYTES } from '../text/plain-text.js';

/** How much longer than the configured time a model may ask for. */
const TIMEOUT_FACTOR = 10;
const MAX_TIMEOUT_SECONDS = 3600;

export const shellExecute = defineTool({
  name: 'shell_execute',
  about:
    'Run a bash command in the workspace. No terminal and no input: use flags instead of prompts. Everything it started is stopped when it ends, so servers do not stay. $LOOM_SCRATCH is the scratch folder.',
  fields: {
    command: { type: 'string', description: 'Bash command', minLength: 1, holds: 'command' },
    timeout_seconds: { type: 'integer', description: 'Longest time it may take', minimum: 1 },
  },
  required: ['command'],
  aliases: {
    command: ['cmd', 'commands', 'shell_command', 'bash_command', 'script', 'code', 'bash'],
    timeout_seconds: ['timeout', 'timeout_sec', 'timeout_secs', 'time_limit'],
  },
  example: { command: 'npm test' },
  mutating: true,
  timeoutMs: 0,
  run: async ({ command, timeout_seconds: wanted }, run) => {
    if (byteLength(command) > MAX_COMMAND_BYTES)
      return failed(
        `the command has more than ${MAX_COMMAND_BYTES} bytes; write it to a script with write_file and run that`,
      );
    if (command.includes('\0')) return failed('a command cannot hold a NUL character');
    const unclosed = closedWithBlanks(command);
    if (unclosed !== null)
      return failed(
        `${NOT_RUN}the here-document is never closed, since blanks stand round its last "${unclosed}"; that and what follows would become a part of its text. Write ${unclosed} alone at the start of its line, or use write_file`,
      );
    const lost = lostParameters(command);
    if (lost.length > 0)
      return failed(
        `${NOT_RUN}the shell has no value for ${lost.join(', ')} here and would leave it out. If the text is meant as it stands, quote the word of the here-document (<<'EOF'), put it in single quotes, write \\$ for $, or use write_file`,
      );
    const destructive = destructiveReason(command);
    if (destructive !== null && command !== run.approvedCommand) return failed(`${NOT_RUN}${destructive}`);
    const most = Math.min(run.shellTimeoutSeconds * TIMEOUT_FACTOR, MAX_TIMEOUT_SECONDS);
    const seconds = Math.min(wanted ?? run.shellTimeoutSeconds, Math.max(most, run.shellTimeoutSeconds));
    const copies = await copiesTo(command, run);
    const result = await runWithRoom(run.sandbox, {
      root: run.tree.root,
      scratch: run.tree.scratch,
      ...(run.tree.overlays === undefined ? {} : { overlays: run.tree.overlays }),
      ...(run.tree.cache === undefined ? {} : { cache: run.tree.cache }),
      command,
      timeoutMs: seconds * 1000,
      signal: run.signal,
      logOverflow: true,
    });
    return observe(command, seconds, result, run, await copiedWithin(copies, run));
  },
});

const isFolder = async (path: string, { paths }: ToolRun): Promise<boolean> => {
  const found = await paths.resolve(path);
  return found.ok && found.place.stats?.isDirectory() === true;
};
/** Copies that would lie in their target if that was there. */
async function copiesTo(command: string, run: ToolRun): Promise<FolderCopy[]> {
  const copies: FolderCopy[] = [];
  for (const copy of folderCopies(command)) if (!(await isFolder(copy.within, run))) copies.push(copy);
  return copies;
}
async function copiedWithin(copies: readonly FolderCopy[], run: ToolRun): Promise<string | null> {
  for (const { source, target, within } of copies)
    if (await isFolder(within, run))
      return `[${target} was there already, so that the copy is ${within}. If what ${source} holds was to be in ${target} itself, delete ${within} and run: cp -r ${source}/. ${target}]`;
  return null;
}

/** Its last command goes on while the call is over. */
const ENDS_IN_BACKGROUND = /[^&|>\\]&[ \t]*$/;
const STOPPED =
  '[What was sent to the background was stopped when this call ended, finished or not: run it without the last "&", or add "; wait".]';

/** For a here-document whose word is not quoted. */
function expandedNote(command: string): string | null {
  const pieces = expandedIn(command);
  return pieces.length === 0
    ? null
    : `[The shell has put its own text in place of ${pieces.join(', ')} between << and the end: if the text was meant as it stands, quote the word (<<'EOF'), or use write_file.]`;
}

function observe(
  command: string,
  seconds: number,
  result: SandboxResult,
  run: ToolRun,
  within: string | null,
): Observation {
  const output = shownOutput(result);
  const data = {
    exit_code: result.exitCode,
    took_ms: result.tookMs,
    ...(result.logName === null ? {} : { full_output: `scratch://${result.logName}` }),
  };
  if (result.timedOut) {
    const hint = promptHint(output) ?? serverHint(command) ?? 'Give a larger timeout_seconds, or do less at once.';
    return { success: false, output, data, error: `stopped after ${seconds} s without an end. ${hint}` };
  }
  if (result.exitCode === 0) {
    const said = output === '' ? '(no output)' : output;
    const notes = [ENDS_IN_BACKGROUND.test(command) ? STOPPED : null, expandedNote(command), within];
    return { success: true, output: [said, ...notes.filter((note) => note !== null)].join('\n'), data };
  }
  const reason = exceededHint(result) ?? exitHint(result, output, run);
  const error = `exit code ${result.exitCode ?? 'none (killed by a signal)'}${reason === null ? '' : `. ${reason}`}`;
  return { success: false, output, data, error };
}

/** Both ends of the output, and what is missing between them. */
export function shownOutput(result: SandboxResult): string {
  const { head, tail, omittedBytes, totalBytes, totalLines, logName } = result;
  const joined = omittedBytes === 0 ? head : `${head}\n[... ${omittedBytes} bytes not kept ...]\n${tail}`;
  const log = logName === null ? '' : `; full output in scratch://${logName} (read_file or search_files it)`;
  return cutMiddle(cleanText(joined).trimEnd(), OUTPUT_LIMIT_BYTES, () => {
    return `[... only the start and the end are shown of ${totalLines} lines, ${totalBytes} bytes${log} ...]`;
  });
}

/** Of what stands in the last line, the end. */
const LONGEST_PROMPT = 300;

/** A question that waited for an answer which never comes. */
function promptHint(output: string): string | null {
  const last = output.trimEnd().split('\n').at(-1)?.slice(-LONGEST_PROMPT) ?? '';
  const asks =
    /\[y\/n\]|\(y\/n\)|\(yes\/no\)|password[^\n]*:\s*$|passphrase|\?\s*(?:›|»|\(.*\))?\s*$|press (?:any key|enter)|:\s*$/i;
  return asks.test(last)
    ? `It looks like a prompt ("${last.trim().slice(-80)}"): nobody can answer; use flags such as --yes, or write the answers to its configuration.`
    : null;
}

function serverHint(command: string): string | null {
  return /\b(?:npm (?:run )?(?:start|dev|serve)|yarn (?:start|dev)|pnpm (?:start|dev)|vite|nodemon|--watch|serve|flask run|uvicorn|http\.server|tail -f|watch)\b/.test(
    command,
  )
    ? 'It looks like a server or watcher, which never ends: start it in the background with &, wait until it answers, test it and stop it, all in one command.'
    : null;
}

function exceededHint({ exceeded, exitCode }: SandboxResult): string | null {
  if (exceeded === 'memory') return 'It was stopped because it used more memory than is allowed.';
  if (exceeded === 'processes') return 'It could not start more processes: their number is limited.';
  if (exceeded === 'disk')
    return 'It was stopped because it had all but filled the disk. Delete what it wrote, and write less.';
  return exitCode === 137 ? 'It was killed (signal 9), perhaps for too much memory.' : null;
}

/** What does the same here: older names, and commands of another system. */
const INSTEAD: Readonly<Record<string, string>> = {
  python: 'python3',
  pip: 'python3 -m pip',
  del: 'rm, or delete_file',
  erase: 'rm, or delete_file',
  'remove-item': 'rm, or delete_file',
  dir: 'ls',
  'get-childitem': 'ls',
  copy: 'cp',
  'copy-item': 'cp',
  xcopy: 'cp -r',
  move: 'mv, or move_file',
  ren: 'mv, or move_file',
  'move-item': 'mv, or move_file',
  'rename-item': 'mv, or move_file',
  md: 'mkdir -p',
  'new-item': 'mkdir -p or touch',
  rd: 'rmdir',
  'get-content': 'cat, or read_file',
  'set-content': 'write_file',
  'add-content': 'printf with >>',
  findstr: 'grep',
  'select-string': 'grep',
  where: 'which',
  powershell: 'commands of bash',
  pwsh: 'commands of bash',
  cmd: 'commands of bash',
};

function exitHint({ exitCode }: SandboxResult, output: string, { sandbox }: ToolRun): string | null {
  if (
    /could not resolve host|network is unreachable|EAI_AGAIN|ENETUNREACH|temporary failure in name resolution/i.test(
      output,
    )
  )
    return 'Shell commands have no network here; work with what is installed.';
  if (exitCode === 127) {
    const missing = /(?:line \d+: |: )([\w.+-]+): (?:command )?not found/.exec(output)?.[1];
    const instead = INSTEAD[(missing ?? '').toLowerCase()];
    const hint = instead === undefined ? '' : ` Try ${instead}.`;
    return `The command ${missing ?? ''} is not installed here.${hint}`.replace('  ', ' ');
  }
  if (/read-only file system/i.test(output) && sandbox.rootInside !== null)
    return `Only the workspace (${sandbox.rootInside}), $LOOM_SCRATCH and /tmp can be written.`;
  return null;
}
