import { mkdirSync } from 'node:fs';
import { copyFile, lstat, realpath, rm, truncate } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isDiskFull, type CheckResult, type FileChange, type SubtaskSpec } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { isTestFile } from '../file-kinds.js';

/*
 * A check that passes says something only if it fails where the work is missing: `true` passes everywhere, and so does
 * a test that tests nothing.
 */

/** How a check that passed ended without the work; null = it could not be tried. */
export interface Tried {
  /** On the tree as it was, with the attempt's own tests in it. */
  readonly onBase: 'passed' | 'failed' | null;
  /** There, with what the attempt changed emptied. */
  readonly onFault: 'passed' | 'failed' | null;
}

/** Whether a pass means that the work is there: the check has failed on the base tree or on a planted fault. Pure. */
const provesWork = ({ onBase, onFault }: Tried): boolean => onBase === 'failed' || onFault === 'failed';

/**
 * Whether what passed may be the only proof of a subtask. Where it has checks, one of them must have been seen to fail
 * without the work; where it has none, a file it was to make, and that was not there before, must be there. Pure.
 */
export function isProven(
  checks: readonly CheckResult[],
  subtask: SubtaskSpec,
  changes: readonly FileChange[],
): boolean {
  if (subtask.checks.length > 0) return checks.some((check) => check.passed && check.proves === true);
  const made = new Set(changes.filter(({ operation }) => operation === 'create').map(({ path }) => path));
  return subtask.expectedOutputs.some((path) => made.has(path.replace(/^\.\//, '')));
}

/** Checks remembered with how they ended; the oldest go first. */
const REMEMBERED = 500;
/** A slow check is not run again where a model judges anyway. */
const SLOW_MS = 20_000;

export interface Attempted {
  readonly workspaceId: string;
  readonly base: string;
  readonly head: string;
  readonly changes: readonly FileChange[];
  /** The attempt's tree. */
  readonly tree: AttemptTree;
  /** Checks that passed there, with the time they took. */
  readonly passed: readonly { readonly command: string; readonly tookMs: number }[];
  /** No model will be asked if these prove the work: worth every run. */
  readonly alone: boolean;
  /** Opens the tree that the attempt started from. */
  readonly openBase: () => Promise<AttemptTree>;
}

/**
 * Runs checks where the work is missing; results are kept by tree and command, so that a retry need not repeat them.
 */
export class CheckProof {
  private readonly known = new Map<string, 'passed' | 'failed'>();

  constructor(private readonly runner: CheckRunner) {}

  /** Whether each check has been seen to fail without the work; those nobody tried are absent. */
  async prove(of: Attempted, signal: AbortSignal): Promise<ReadonlyMap<string, boolean>> {
    const proves = new Map<string, boolean>();
    const work = of.changes.filter(({ path }) => !isTestFile(path));
    const wanted = of.passed.filter(({ tookMs }) => of.alone || tookMs < SLOW_MS);
    // Tests alone were written: without them there is nothing to run, and with them there is nothing to miss.
    if (work.length === 0) return new Map(of.passed.map(({ command }) => [command, false]));
    const without = new BaseTree(of, work);
    try {
      for (const { command } of wanted) {
        const onBase = await this.remembered(['base', without.key, command], () =>
          without.run((tree) => this.runner.run(tree, command, signal)),
        );
        signal.throwIfAborted();
        const onFault =
          onBase === 'passed' && of.alone
            ? await this.remembered(['fault', without.key, without.faultKey, command], () =>
                without.runWithFault((tree) => this.runner.run(tree, command, signal)),
              )
            : null;
        signal.throwIfAborted();
        proves.set(command, provesWork({ onBase, onFault }));
      }
    } finally {
      await without.close();
    }
    return proves;
  }

  private async remembered(
    key: readonly string[],
    run: () => Promise<CheckResult | null>,
  ): Promise<'passed' | 'failed' | null> {
    const name = key.join('\0');
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const result = await run();
    if (result === null) return null;
    const ended = result.passed ? 'passed' : 'failed';
    this.known.set(name, ended);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= REMEMBERED) break;
      this.known.delete(oldest);
    }
    return ended;
  }
}

/** The tree without the attempt's work and with its tests, opened when it is first needed. */
class BaseTree {
  private tree: AttemptTree | null = null;
  private faulty = false;
  readonly key: string;
  readonly faultKey: string;
  private readonly tests: readonly FileChange[];
  private readonly emptied: readonly string[];

  constructor(
    private readonly of: Attempted,
    work: readonly FileChange[],
  ) {
    this.tests = of.changes.filter(({ path }) => isTestFile(path));
    this.emptied = work.filter(({ operation }) => operation === 'modify').map(({ path }) => path);
    this.key = [of.workspaceId, of.base, this.tests.length > 0 ? of.head : ''].join('\0');
    this.faultKey = [...this.emptied].sort().join('\0');
  }

  async run(check: (tree: AttemptTree) => Promise<CheckResult>): Promise<CheckResult> {
    const tree = await this.open();
    // A check may leave files behind, and one with a fault planted is another tree.
    if (this.faulty) await this.restore(tree);
    return check(tree);
  }

  /** Null where nothing was changed that could be emptied: files that are new are missing here already. */
  async runWithFault(check: (tree: AttemptTree) => Promise<CheckResult>): Promise<CheckResult | null> {
    if (this.emptied.length === 0) return null;
    const tree = await this.open();
    if (!this.faulty) {
      for (const path of this.emptied) {
        const place = await placeIn(tree.root, path);
        if (place !== null && (await isFile(place))) await truncate(place);
      }
      this.faulty = true;
    }
    return check(tree);
  }

  async close(): Promise<void> {
    await this.tree?.close();
  }

  private async open(): Promise<AttemptTree> {
    if (this.tree === null) {
      this.tree = await this.of.openBase();
      await this.putTests(this.tree);
    }
    return this.tree;
  }

  private async restore(tree: AttemptTree): Promise<void> {
    await tree.reset();
    await this.putTests(tree);
    this.faulty = false;
  }

  /** Both trees hold what a model wrote: nothing is followed out of them. */
  private async putTests(tree: AttemptTree): Promise<void> {
    for (const { path, operation } of this.tests) {
      const to = await placeIn(tree.root, path);
      if (to === null) continue;
      if (operation === 'delete') {
        await rm(to, { force: true });
        continue;
      }
      const from = await placeIn(this.of.tree.root, path);
      if (from === null || !(await isFile(from))) continue;
      await rm(to, { force: true, recursive: true });
      await copyFile(from, to);
    }
  }
}

const isFile = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (stat) => stat.isFile(),
    () => false,
  );

/** Where a path of the tree lies, its folder made; null when that leads out of the tree. */
async function placeIn(root: string, path: string): Promise<string | null> {
  const place = join(root, path);
  const inside = (from: string, to: string): boolean => {
    const way = relative(from, to);
    return way !== '..' && !way.startsWith(`..${sep}`);
  };
  if (!inside(root, place)) return null;
  try {
    // The nearest folder that is there decides; those below it are made where it really is.
    for (let folder = dirname(place); ; folder = dirname(folder)) {
      const real = await realpath(folder).catch(() => null);
      if (real === null && folder !== root) continue;
      if (real === null || !inside(await realpath(root), real)) return null;
      // The asynchronous one takes a full disk for a folder that is not there.
      mkdirSync(dirname(place), { recursive: true });
      return place;
    }
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return null;
  }
}
