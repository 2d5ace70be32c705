import { DiskFull, isDiskFull, LoomError, ownNameOf, type ToolCall, type ToolSchema } from '#domain';
import { ToolBox, type CallRisk, type ToolContext, type ToolResult } from '#roles';
import { PathMoved } from './paths/held-folder.js';
import { TreePaths } from './paths/tree-paths.js';
import { failed, schemaOf, type Observation, type Tool, type ToolRun } from './registry/define-tool.js';
import { inOwnTerms, namesFor } from './registry/foreign-calls.js';
import { readInput } from './registry/read-input.js';
import { wordResult } from './registry/word-result.js';
import { commandRisk } from './shell/command-risk.js';
import type { Sandbox } from './shell/sandbox.js';
import { nearest } from './text/nearest.js';
import { oneLine } from './text/plain-text.js';
import { applyPatchTool } from './tools/apply-patch.js';
import { deleteFile } from './tools/delete-file.js';
import { editFile } from './tools/edit-file.js';
import { finish } from './tools/finish.js';
import { globFind } from './tools/glob-find.js';
import { listDirectory } from './tools/list-directory.js';
import { memorySearch } from './tools/memory-search.js';
import { moveFile } from './tools/move-file.js';
import { readFile } from './tools/read-file.js';
import { searchFiles } from './tools/search-files.js';
import { shellExecute } from './tools/shell-execute.js';
import { writeFile } from './tools/write-file.js';

/** In the order models are shown them: what is used most comes first. */
export const EXECUTOR_TOOLS: readonly Tool[] = [
  readFile,
  writeFile,
  editFile,
  listDirectory,
  searchFiles,
  globFind,
  shellExecute,
  deleteFile,
  moveFile,
  memorySearch,
  finish,
];

/** Taken, and never offered. */
const UNOFFERED_TOOLS: readonly Tool[] = [applyPatchTool];

export interface ToolBoxOptions {
  /** Time of a shell command that asks for none. */
  readonly shellTimeoutSeconds: number;
}

/**
 * The registry: it checks input, bounds time and output, commits what a call did before anybody hears of it, and turns
 * every failure into something the model can act on. Calls on one tree run one after the other, since file tools check
 * paths in this process and must not race a command that swaps them.
 */
export class LocalToolBox extends ToolBox {
  private readonly tools: ReadonlyMap<string, Tool>;
  private readonly shown: readonly ToolSchema[];
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly options: ToolBoxOptions = { shellTimeoutSeconds: 60 },
    tools: readonly Tool[] = EXECUTOR_TOOLS,
  ) {
    super();
    this.tools = new Map([...UNOFFERED_TOOLS, ...tools].map((tool) => [tool.name, tool]));
    this.shown = tools.map((tool) => ({ name: tool.name, description: tool.about, parameters: schemaOf(tool) }));
  }

  schemas(): readonly ToolSchema[] {
    return this.shown;
  }

  /** Takes the names that `run` takes. An unknown name runs nothing. */
  isMutating(tool: string): boolean {
    return this.find(tool)?.mutating ?? false;
  }

  /** Names and arguments are read as `run` reads them, so that what is judged is what would run. */
  riskOf(given: ToolCall): CallRisk | null {
    const call = this.inOwnTerms(given);
    const tool = this.find(call.name);
    if (tool?.name !== shellExecute.name) return null;
    const read = readInput(tool, call.arguments);
    const command = read.ok ? read.input['command'] : undefined;
    if (typeof command !== 'string') return null;
    const risk = commandRisk(command);
    return risk === null ? null : { ...risk, tool: tool.name, command };
  }

  async run(call: ToolCall, context: ToolContext): Promise<ToolResult> {
    const key = context.tree.root;
    const before = this.turns.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.runAlone(call, context));
    this.turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(key) === turn) this.turns.delete(key);
    }
  }

  private async runAlone(call: ToolCall, context: ToolContext): Promise<ToolResult> {
    context.signal.throwIfAborted();
    const own = this.inOwnTerms(call);
    const tool = this.find(own.name);
    if (tool === undefined) return wordResult(failed(this.unknown(call.name)), [], null, []);
    const read = readInput(tool, own.arguments);
    if (!read.ok) return wordResult(failed(`${read.error}${this.meantFor(tool, own.arguments)}`), [], null, []);
    const renamed = tool.name === call.name ? [] : [`took "${oneLine(call.name, 60)}" for ${tool.name}`];
    const seen = await this.observe(tool, read.input, context);
    const observation = { ...seen, mended: [...renamed, ...read.mended, ...(seen.mended ?? [])] };
    context.signal.throwIfAborted();
    if (!tool.mutating) return wordResult(observation, read.notes, null, []);
    const { commit, changes, skipped, tree } = await context.tree.snapshot(observation.touched);
    const notes = skipped.length === 0 ? read.notes : [...read.notes, `not kept: ${oneLine(skipped.join(', '), 300)}`];
    const result = wordResult(observation, notes, commit, changes);
    return tree === undefined ? result : { ...result, tree };
  }

  private async observe(
    tool: Tool,
    input: Readonly<Record<string, unknown>>,
    context: ToolContext,
  ): Promise<Observation> {
    const clock = new AbortController();
    const timer = tool.timeoutMs === 0 ? null : setTimeout(() => clock.abort(), tool.timeoutMs);
    const run: ToolRun = {
      tree: context.tree,
      paths: await TreePaths.of(context.tree, context.protected, {
        name: context.workspaceName ?? null,
        asked: context.asked,
      }),
      sandbox: this.sandbox,
      signal: AbortSignal.any([context.signal, clock.signal]),
      seen: context.seen,
      asked: context.asked,
      ...(context.base === undefined ? {} : { base: context.base }),
      shellTimeoutSeconds: this.options.shellTimeoutSeconds,
      ...(context.approvedCommand === undefined ? {} : { approvedCommand: context.approvedCommand }),
      searchMemory: (query) => context.searchMemory(query),
    };
    const outOfTime = new Promise<Observation>((resolve) => {
      run.signal.addEventListener('abort', () => {
        const error = `${tool.name} took longer than ${tool.timeoutMs / 1000} s and was stopped; ask for less at once`;
        resolve({ success: false, output: '', error });
      });
    });
    try {
      // A tool that keeps its own clock also ends its own work; the others are left behind when time is up.
      return await (tool.timeoutMs === 0 ? tool.run(input, run) : Promise.race([tool.run(input, run), outOfTime]));
    } catch (error) {
      context.signal.throwIfAborted();
      return this.wordError(tool, error, context);
    } finally {
      if (timer !== null) clearTimeout(timer);
    }
  }

  /**
   * A failure of the machine in the model's terms; Loom's own errors (a dead sandbox), and a full disk, go to the
   * caller.
   */
  private wordError(tool: Tool, error: unknown, { tree }: ToolContext): Observation {
    if (error instanceof LoomError) throw error;
    if (isDiskFull(error)) throw new DiskFull(`${tool.name} could not write`, { cause: error });
    const code = (error as NodeJS.ErrnoException | null)?.code;
    const known = typeof code === 'string' ? ERRNO[code] : undefined;
    const text = error instanceof Error ? error.message : String(error);
    const message = text.replaceAll(tree.root, '.').replaceAll(tree.scratch, 'scratch:/');
    const because = error instanceof PathMoved ? message : (known ?? oneLine(message, 300));
    // What it did until then is unknown, so the snapshot looks everywhere.
    return { success: false, output: '', error: `${tool.name} failed: ${because}` };
  }

  /** A tool that bears the name takes the call as it is. */
  private inOwnTerms(call: ToolCall): Pick<ToolCall, 'name' | 'arguments'> {
    return this.tools.has(call.name) && ownNameOf(call.name) !== null ? call : inOwnTerms(call);
  }

  private find(name: string): Tool | undefined {
    for (const one of namesFor(name)) {
      const tool = this.tools.get(one);
      if (tool !== undefined) return tool;
    }
    return undefined;
  }

  /** The tool that would take the arguments as they are; one that takes a single one says too little. */
  private meantFor(tool: Tool, args: ToolCall['arguments']): string {
    const takers = EXECUTOR_TOOLS.filter(
      (other) => other.required.length > 1 && other.mutating && other !== tool && readInput(other, args).ok,
    );
    const [taker, ...more] = takers.filter(({ name }) => this.tools.has(name));
    return taker === undefined || more.length > 0 ? '' : ` These are the arguments of ${taker.name}: call that`;
  }

  private unknown(name: string): string {
    const names = this.shown.map((tool) => tool.name);
    const near = nearest(name, names);
    const hint = near === null ? '' : ` Did you mean "${near}"?`;
    return `there is no tool "${oneLine(name, 60)}". The tools are: ${names.join(', ')}.${hint}`;
  }
}

const ERRNO: Readonly<Record<string, string>> = {
  ENOENT: 'the file or folder does not exist',
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOTEMPTY: 'the folder is not empty',
  ENAMETOOLONG: 'the name is too long',
  EROFS: 'the file system is read-only',
  ELOOP: 'too many symbolic links',
};
