import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CheckResult } from '#domain';
import { CheckRunner, type AttemptTree } from '#roles';
import { readText } from '../edits/text-file.js';
import { readBytes } from '../paths/safe-files.js';
import type { Place } from '../paths/place.js';
import { TreePaths } from '../paths/tree-paths.js';
import { runWithRoom } from '../shell/run-with-room.js';
import { MAX_COMMAND_BYTES, shellQuote, type Sandbox, type SandboxResult } from '../shell/sandbox.js';
import { byteLength, cleanText, cutMiddle, oneLine } from '../text/plain-text.js';
import { NO_INTERPRETER } from './exit-codes.js';
import { ParseThread } from './parse-thread.js';
import { parserOf, type Parser } from './parsers.js';

const MAX_DETAIL_BYTES = 2048;
/** Larger ones are data. */
const MAX_PARSED_BYTES = 1024 * 1024;
/** Of what ran out. */
const OF = { memory: 'memory', processes: 'processes', disk: 'room on the disk' } as const;
const SYNTAX_TIMEOUT_MS = 20_000;
/** Runs of a check that is out of time each time, and leaves each time something for the next to start from. */
const MOST_RUNS = 4;
/** Entries that a run leaves for the next, at least. */
const WORTH_A_RUN = 20;

export interface CheckRunnerOptions {
  /** Time of one check command. */
  readonly timeoutSeconds: number;
}

/** Runs a plan's checks and the parsers of changed files where the executor's commands run too. */
export class SandboxedCheckRunner extends CheckRunner {
  private readonly thread = new ParseThread();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly options: CheckRunnerOptions = { timeoutSeconds: 60 },
  ) {
    super();
  }

  async run(tree: AttemptTree, command: string, signal: AbortSignal): Promise<CheckResult> {
    const name = oneLine(command, 120);
    if (byteLength(command) > MAX_COMMAND_BYTES || command.includes('\0') || command.trim() === '')
      return { name, passed: false, detail: 'not run: the command is empty, too long or holds a NUL character' };
    const { timeoutSeconds } = this.options;
    const run = (): Promise<SandboxResult> => this.inSandbox(tree, command, timeoutSeconds * 1000, signal);
    // The next check, and whoever reads the files after it, is to find what was made, and not what this one made of it.
    const inTurn = (): Promise<SandboxResult> => tree.keeping?.(run) ?? run();
    let kept = await entriesIn(tree.cache);
    let [result, runs] = [await inTurn(), 1];
    for (; result.timedOut && runs < MOST_RUNS; runs++) {
      const before = kept;
      kept = await entriesIn(tree.cache);
      // What has compiled nothing more would come as far as before; a log of the run is no more.
      if (kept - before < WORTH_A_RUN) break;
      result = await inTurn();
    }
    const passed = !result.timedOut && result.exitCode === 0;
    const ended = result.timedOut
      ? `stopped after ${timeoutSeconds} s${runs > 1 ? `, the last of ${runs} times` : ''}`
      : `exit code ${result.exitCode ?? 'none (killed)'}${result.exceeded === null ? '' : `, too much ${OF[result.exceeded]}`}`;
    const detail = detailOf(`${ended} in ${result.tookMs} ms`, result);
    return { name, passed, detail, ...(result.timedOut ? { outOfTime: true } : {}) };
  }

  async syntax(tree: AttemptTree, path: string, signal: AbortSignal): Promise<CheckResult | null> {
    const parser = parserOf(path);
    if (parser === null) return null;
    const paths = await TreePaths.of(tree, []);
    const resolved = await paths.resolve(path);
    // Gone, a folder, a link: there is no text to parse.
    if (!resolved.ok || resolved.place.stats?.isFile() !== true || resolved.place.throughLink !== null) return null;
    const { place } = resolved;
    return parser.kind === 'thread' ? this.parseInThread(parser, place) : this.parseInside(parser, tree, place, signal);
  }

  private async parseInThread(parser: Extract<Parser, { kind: 'thread' }>, place: Place): Promise<CheckResult | null> {
    const name = `syntax of ${place.shown}`;
    const { bytes, size } = await readBytes(place, MAX_PARSED_BYTES);
    if (size > bytes.length) return null;
    const file = readText(bytes);
    if (file.kind === 'utf16') return null;
    if (file.kind === 'binary') return { name, passed: false, detail: `${parser.by}: the file holds NUL bytes` };
    const question = { language: parser.language(place.relative), text: file.text, name: basename(place.relative) };
    const answer = await this.thread.parse(question);
    if (answer === null) return null;
    if (answer.ok) return { name, passed: true, detail: `${parser.by}: no errors` };
    if (parser.isDialect?.(file.text) === true) return null;
    return { name, passed: false, detail: cutMiddle(`${parser.by}: ${cleanText(answer.problem)}`, MAX_DETAIL_BYTES) };
  }

  private async parseInside(
    parser: Extract<Parser, { kind: 'inside' }>,
    tree: AttemptTree,
    place: Place,
    signal: AbortSignal,
  ): Promise<CheckResult | null> {
    const { bytes } = await readBytes(place, 256 * 1024);
    const file = readText(bytes);
    const script = parser.script(shellQuote(`./${place.relative}`), file.kind === 'text' ? file.text : '');
    if (script === null) return null;
    const result = await this.inSandbox(tree, script, SYNTAX_TIMEOUT_MS, signal);
    // No interpreter, or no time: nobody can say, and that is no fault of the file.
    if (result.exitCode === NO_INTERPRETER || result.timedOut || result.exitCode === null) return null;
    const passed = result.exitCode === 0;
    const detail = passed ? `${parser.by}: no errors` : detailOf(parser.by, result);
    return { name: `syntax of ${place.shown}`, passed, detail };
  }

  private inSandbox(
    tree: AttemptTree,
    command: string,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<SandboxResult> {
    return runWithRoom(this.sandbox, {
      root: tree.root,
      scratch: tree.ownScratch ?? tree.scratch,
      ...(tree.overlays === undefined ? {} : { overlays: tree.overlays }),
      ...(tree.cache === undefined ? {} : { cache: tree.cache }),
      command,
      timeoutMs,
      signal,
      logOverflow: false,
    });
  }
}

/** How much tools have kept there. */
const entriesIn = async (folder: string | undefined): Promise<number> =>
  folder === undefined ? 0 : (await readdir(folder, { recursive: true }).catch(() => [])).length;

function detailOf(ended: string, { head, tail, omittedBytes }: SandboxResult): string {
  const output = cleanText(omittedBytes === 0 ? head : `${head}\n[...]\n${tail}`).trim();
  return output === '' ? `${ended}, no output` : cutMiddle(`${ended}\n${output}`, MAX_DETAIL_BYTES);
}
