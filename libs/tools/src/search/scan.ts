import { Worker } from 'node:worker_threads';

/** Folders that hold nothing a model should search: version control, dependencies, caches. */
export const SKIPPED_FOLDERS: readonly string[] = [
  '.git',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  '.gradle',
  '.next',
  '.nuxt',
  '.turbo',
  '.cache',
];

export interface ScanRequest {
  /** Absolute folder that nothing outside of is looked at. */
  readonly root: string;
  /** Folder or file in it to start from; '' = the root itself. */
  readonly start: string;
  /** Put before the paths of hits; '' or ends in a slash. */
  readonly prefix: string;
  /** Regular expressions as source and flags: over the path below `start`, and over each line. */
  readonly path: Pattern | null;
  readonly line: Pattern | null;
  readonly maxHits: number;
  readonly skip: readonly string[];
}

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

export interface ScanHit {
  readonly path: string;
  /** From 1; 0 for a hit on the path alone. */
  readonly line: number;
  readonly text: string;
}

export interface ScanResult {
  readonly hits: readonly ScanHit[];
  readonly files: number;
  readonly ended: 'all' | 'enough_hits' | 'too_many_files' | 'out_of_time';
  /** Set when an expression is not valid. */
  readonly problem?: string;
}

type Message =
  | { readonly kind: 'hits'; readonly hits: readonly ScanHit[]; readonly files: number }
  | { readonly kind: 'end'; readonly ended: ScanResult['ended']; readonly files: number }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * Walks files and matches them in a thread that is ended when time is up: an expression that backtracks for ever blocks
 * nobody, and what was found until then is kept.
 */
export function scan(request: ScanRequest, timeoutMs: number, signal: AbortSignal): Promise<ScanResult> {
  const worker = new Worker(`(${scanThread.toString()})()`, {
    eval: true,
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    env: {},
  });
  const hits: ScanHit[] = [];
  let files = 0;
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      worker.removeAllListeners();
      worker.on('error', () => undefined);
      worker.terminate().then(act, act);
    };
    const timer = setTimeout(() => settle(() => resolve({ hits, files, ended: 'out_of_time' })), timeoutMs);
    const onAbort = (): void => settle(() => reject(signal.reason as Error));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    worker.on('message', (message: Message) => {
      if (message.kind === 'problem')
        return settle(() => resolve({ hits, files, ended: 'all', problem: message.problem }));
      files = message.files;
      if (message.kind === 'hits') hits.push(...message.hits);
      else settle(() => resolve({ hits, files, ended: message.ended }));
    });
    worker.on('error', (error: Error) =>
      settle(() => resolve({ hits, files, ended: 'all', problem: `the search failed: ${error.message}` })),
    );
  });
}

/** Runs as text in a thread of its own, so it can use nothing from outside its braces. */
function scanThread(): void {
  const threads = process.getBuiltinModule('node:worker_threads');
  const fs = process.getBuiltinModule('node:fs');
  const request = threads.workerData as ScanRequest;
  const MAX_FILE_BYTES = 8 * 1024 * 1024;
  const MAX_FILES = 200_000;
  const MAX_LINE = 2000;
  const MAX_SHOWN = 300;
  let files = 0;
  let found = 0;
  let batch: ScanHit[] = [];

  const send = (message: Message): void => threads.parentPort?.postMessage(message);
  const flush = (): void => {
    if (batch.length > 0) send({ kind: 'hits', hits: batch, files });
    batch = [];
  };
  const hit = (path: string, line: number, text: string): void => {
    batch.push({ path, line, text });
    found++;
    if (batch.length >= 50) flush();
  };
  const compile = (pattern: Pattern | null): RegExp | null =>
    pattern === null ? null : new RegExp(pattern.source, pattern.flags);

  const NOFOLLOW = fs.constants.O_NOFOLLOW ?? 0;
  const FOLDER = fs.constants.O_RDONLY | (fs.constants.O_DIRECTORY ?? 0);
  const hasDescriptors = fs.existsSync('/proc/self/fd');

  /** A folder held open, so that none on the way can be swapped for a link; names in it begin with what is answered. */
  const hold = (relative: string): { fd: number; at: string } | null => {
    let fd = fs.openSync(request.root, FOLDER);
    let at = request.root;
    for (const part of relative.split('/').filter((one) => one !== '')) {
      at = hasDescriptors ? `/proc/self/fd/${fd}/${part}` : `${at}/${part}`;
      try {
        const inner = fs.openSync(at, FOLDER | NOFOLLOW);
        fs.closeSync(fd);
        fd = inner;
      } catch {
        fs.closeSync(fd);
        return null;
      }
    }
    return { fd, at: hasDescriptors ? `/proc/self/fd/${fd}/` : `${at}/` };
  };

  const readFile = (path: string): Buffer | null => {
    let fd: number;
    try {
      fd = fs.openSync(path, fs.constants.O_RDONLY | NOFOLLOW | (fs.constants.O_NONBLOCK ?? 0));
    } catch {
      return null;
    }
    try {
      const stats = fs.fstatSync(fd);
      if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return null;
      const bytes = Buffer.alloc(stats.size);
      const length = fs.readSync(fd, bytes, 0, stats.size, 0);
      const read = bytes.subarray(0, length);
      return read.subarray(0, 8192).includes(0) ? null : read;
    } catch {
      return null;
    } finally {
      fs.closeSync(fd);
    }
  };

  const searchFile = (path: string, shown: string, expression: RegExp): void => {
    const bytes = readFile(path);
    if (bytes === null) return;
    const lines = bytes.toString('utf8').split('\n');
    for (let i = 0; i < lines.length && found < request.maxHits; i++) {
      const line = (lines[i] ?? '').replace(/\r$/, '').slice(0, MAX_LINE);
      if (expression.test(line)) hit(shown, i + 1, [...line].slice(0, MAX_SHOWN).join(''));
    }
  };

  const run = (): ScanResult['ended'] => {
    const pathExpression = compile(request.path);
    const lineExpression = compile(request.line);
    const visit = (path: string, relative: string): void => {
      files++;
      const shown = request.prefix + relative;
      if (pathExpression !== null && !pathExpression.test(relative)) return;
      if (lineExpression === null) {
        hit(shown, 0, '');
      } else {
        searchFile(path, shown, lineExpression);
        // The next file may be the one that never ends.
        flush();
      }
    };
    /** Folders in it that are to be visited, or why the search is over. */
    const visitFolder = (at: string, relative: string): string[] | ScanResult['ended'] => {
      let entries: { name: string; isDirectory(): boolean; isFile(): boolean }[];
      try {
        entries = fs.readdirSync(at, { withFileTypes: true });
      } catch {
        return [];
      }
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      const below: string[] = [];
      for (const entry of entries) {
        if (entry.isDirectory()) {
          if (!request.skip.includes(entry.name)) below.push(`${relative}${entry.name}/`);
        } else if (entry.isFile()) {
          visit(at + entry.name, relative + entry.name);
        }
        if (found >= request.maxHits) return 'enough_hits';
        if (files >= MAX_FILES) return 'too_many_files';
      }
      return below;
    };
    const slash = request.start.lastIndexOf('/');
    const above = request.start === '' ? null : hold(request.start.slice(0, Math.max(0, slash)));
    if (above !== null) {
      const name = request.start.slice(slash + 1);
      const isFile = fs.lstatSync(above.at + name, { throwIfNoEntry: false })?.isFile() === true;
      if (isFile) visit(above.at + name, name);
      fs.closeSync(above.fd);
      if (isFile) return 'all';
    }
    // A stack, not recursion: folders may be nested as deep as a hostile tree likes.
    const open = [''];
    for (let relative = open.pop(); relative !== undefined; relative = open.pop()) {
      const folder = hold(`${request.start}/${relative}`);
      if (folder === null) continue;
      const below = visitFolder(folder.at, relative);
      fs.closeSync(folder.fd);
      if (typeof below === 'string') return below;
      open.push(...below.reverse());
    }
    return 'all';
  };

  try {
    const ended = run();
    flush();
    send({ kind: 'end', ended, files });
  } catch (error) {
    send({ kind: 'problem', problem: error instanceof Error ? error.message : String(error) });
  }
}
