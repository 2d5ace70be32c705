import type { CheckResult } from '#domain';
import { CheckRunner, type AttemptTree } from '../../ports/attempt-trees.js';
import { missingIn } from './checks-here.js';

/** What the same program is called on many machines. */
const OTHER_NAMES: Readonly<Record<string, string>> = { python: 'python3', pip: 'pip3' };

/** Runs a command whose program is missing by the name that it has here, with the work and without it. */
export class ByOtherNames extends CheckRunner {
  constructor(private readonly runner: CheckRunner) {
    super();
  }

  async run(tree: AttemptTree, command: string, signal: AbortSignal): Promise<CheckResult> {
    const result = await this.runner.run(tree, command, signal);
    const missing = result.passed ? '' : (missingIn(command, result.detail) ?? '');
    const known = OTHER_NAMES[missing];
    if (known === undefined || (await this.runner.run(tree, `command -v ${missing}`, signal)).passed) return result;
    const again = await this.runner.run(tree, `${missing}() { ${known} "$@"; }\n${command}`, signal);
    return { ...again, name: result.name };
  }

  syntax(tree: AttemptTree, path: string, signal: AbortSignal): Promise<CheckResult | null> {
    return this.runner.syntax(tree, path, signal);
  }
}
