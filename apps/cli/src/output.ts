import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

export interface Output {
  /** Results. */
  out(text: string): void;
  /** Progress and complaints. */
  err(text: string): void;
  /** Columns to fit tables to; null where nobody looks at a screen. */
  readonly columns: number | null;
  readonly isTerminal: boolean;
  readonly json: boolean;
  /** For what goes to stdout. */
  readonly colors: Colors;
  /** For what goes to stderr. */
  readonly errColors: Colors;
}

/** Whether to colour a stream: the flag, then NO_COLOR, then FORCE_COLOR, then whether a terminal shows it. */
export function wantsColor(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  flag: boolean,
): boolean {
  if (!flag) return false;
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

export function processOutput(options: { json: boolean; color: boolean }): Output {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: stdout.isTTY ? Math.max(20, stdout.columns || 80) : null,
    isTerminal: stdout.isTTY && env['TERM'] !== 'dumb',
    json: options.json,
    colors: pc.createColors(wantsColor(stdout, env, options.color)),
    errColors: pc.createColors(wantsColor(stderr, env, options.color)),
  };
}

/** JSON on one line that no terminal obeys: the controls JSON lets through are escaped. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

export const lines = (text: readonly string[]): string => text.map((line) => `${line}\n`).join('');
