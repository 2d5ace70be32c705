/** One thing that is wrong with the configuration, and where. */
export interface ConfigProblem {
  /** Null for an environment variable or a command line option. */
  readonly file: string | null;
  /** Counts from 1; null where no line is to blame, as for a missing key of an empty file. */
  readonly line: number | null;
  /**
   * `[section] key` as in the file, or the name of the environment variable or option. Empty for the file as a whole.
   */
  readonly key: string;
  /** What is wrong, what is allowed, and the nearest valid key where one is near. */
  readonly message: string;
}

const MAX_SHOWN = 50;

function describe(problem: ConfigProblem): string {
  const place = problem.file === null ? '' : `${problem.file}${problem.line === null ? '' : `:${problem.line}`}: `;
  return `${place}${problem.key === '' ? '' : `${problem.key}: `}${problem.message}`;
}

/**
 * The configuration is refused, with everything that is wrong with it at once. Has the shape of a LoomError (`code`,
 * `retryable`, `remedy`) without being one, since this lib imports no other.
 */
export class ConfigError extends Error {
  readonly code = 'bad_config';
  readonly retryable = false;
  readonly remedy = 'Correct what is named and start again; `loom config` shows every key with its value.';

  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.slice(0, MAX_SHOWN).map(describe);
    if (problems.length > MAX_SHOWN) lines.push(`and ${problems.length - MAX_SHOWN} more`);
    super(
      lines.length === 1
        ? `the configuration cannot be used: ${lines[0]}`
        : `the configuration cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/** The file from top to bottom, then variables and options. */
export function inReadingOrder(a: ConfigProblem, b: ConfigProblem): number {
  if ((a.file === null) !== (b.file === null)) return a.file === null ? 1 : -1;
  return (a.line ?? 0) - (b.line ?? 0);
}
