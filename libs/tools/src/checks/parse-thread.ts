import type * as TypeScript from 'typescript';
import type * as Toml from 'toml';
import type * as Yaml from 'yaml';
import { Worker } from 'node:worker_threads';
import { isNestedTooDeeply } from '#prompts';

export type Parsed = { readonly ok: true } | { readonly ok: false; readonly problem: string };
export type Language = 'json' | 'json_with_comments' | 'yaml' | 'toml' | 'typescript';

/** A file that takes longer is of nobody's making but an attacker's; no parser is waited for. */
const PARSE_MS = 5000;
const IDLE_MS = 30_000;
/** Long enough for a grammar's own recursion, short enough to run out before the machine does. */
const RESOURCES = { maxOldGenerationSizeMb: 768, stackSizeMb: 8 };

interface Question {
  readonly language: Language;
  readonly text: string;
  /** Its ending tells JSX from types. */
  readonly name: string;
}

/**
 * Parses in a thread of its own, one file after the other: a file may be made so that a parser does not come back, and
 * then only the thread ends. Null where nobody can say: no parser, no time, or no end of memory.
 */
export class ParseThread {
  private worker: Worker | null = null;
  private tail: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly timeoutMs = PARSE_MS) {}

  parse(question: Question): Promise<Parsed | null> {
    const turn = this.tail.then(() => this.ask(question));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private ask(question: Question): Promise<Parsed | null> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= start());
    return new Promise((resolve) => {
      const settle = (answer: Parsed | null, goesOn: boolean): void => {
        clearTimeout(clock);
        worker.off('message', onAnswer).off('error', onEnd).off('exit', onEnd);
        if (goesOn) this.idle = setTimeout(() => this.end(worker), IDLE_MS).unref();
        else this.end(worker);
        resolve(answer);
      };
      const onAnswer = (answer: Parsed | null): void => settle(answer, true);
      const onEnd = (): void => settle(null, false);
      const clock = setTimeout(onEnd, this.timeoutMs);
      worker.on('message', onAnswer).on('error', onEnd).on('exit', onEnd);
      worker.postMessage(question);
    });
  }

  private end(worker: Worker): void {
    if (this.worker === worker) this.worker = null;
    void worker.terminate();
  }
}

function start(): Worker {
  const workerData = import.meta.url;
  const code = `(${thread.toString()})(${isNestedTooDeeply.toString()})`;
  const worker = new Worker(code, { eval: true, workerData, env: {}, resourceLimits: RESOURCES });
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

/** Runs as text in a thread of its own, so it can use nothing from outside its braces. */
function thread(isTooDeep: typeof isNestedTooDeeply): void {
  const threads = process.getBuiltinModule('node:worker_threads');
  const find = process.getBuiltinModule('node:module').createRequire(threads.workerData as string);

  /** Strings are left as they are. */
  const withoutComments = (text: string): string => {
    const bare = text.replace(/"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/g, (part) =>
      part.startsWith('"') ? part : ' ',
    );
    return bare.replace(/"(?:[^"\\]|\\.)*"?|,(?=\s*[}\]])/g, (part) => (part === ',' ? '' : part));
  };

  const parseYaml = (text: string): void => {
    const { Composer, Parser } = find('yaml') as typeof Yaml;
    const tokens = [...new Parser().parse(text)];
    if (isTooDeep(tokens)) throw new RangeError('more than 200 levels');
    // Documents, not values: aliases are not expanded, so a small file cannot become a huge one.
    const documents = [...new Composer({ logLevel: 'error' }).compose(tokens, true, text.length)];
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error !== undefined) throw error;
  };

  const parseTypeScript = (ts: typeof TypeScript, text: string, name: string): Parsed => {
    // What only declares is turned into nothing, which the compiler cannot be asked for.
    const { diagnostics } = ts.transpileModule(text, {
      fileName: name.replace(/\.d(?=\.[cm]?ts$)/i, ''),
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.Preserve,
        experimentalDecorators: true,
      },
    });
    const [first] = (diagnostics ?? []).filter((d) => d.category === ts.DiagnosticCategory.Error && d.code < 2000);
    if (first === undefined) return { ok: true };
    const at = first.file?.getLineAndCharacterOfPosition(first.start ?? 0);
    const line = at === undefined ? '' : `line ${at.line + 1}: `;
    return { ok: false, problem: line + ts.flattenDiagnosticMessageText(first.messageText, '\n') };
  };

  const compiler = (): typeof TypeScript | null => {
    try {
      return find('typescript') as typeof TypeScript;
    } catch {
      return null; // Loom runs without it; where it is installed, it is used.
    }
  };

  const parse = ({ language, text, name }: Question): Parsed | null => {
    const ts = language === 'typescript' ? compiler() : null;
    if (language === 'typescript' && ts === null) return null;
    try {
      if (ts !== null) return parseTypeScript(ts, text, name);
      if (language === 'json') JSON.parse(text);
      else if (language === 'json_with_comments') JSON.parse(withoutComments(text));
      else if (language === 'yaml') parseYaml(text);
      else (find('toml') as typeof Toml).parse(text);
      return { ok: true };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      // Nested deeper than the parser can go: no file of people is so.
      return { ok: false, problem: error instanceof RangeError ? `nested too deeply (${problem})` : problem };
    }
  };

  threads.parentPort?.on('message', (question: Question) => threads.parentPort?.postMessage(parse(question)));
}
