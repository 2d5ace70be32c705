import type { Output } from './output.js';

export interface GlobalOptions {
  readonly config?: string;
  readonly server?: string;
  readonly token?: string;
  readonly json: boolean;
}

/** One call of a command, parsed. */
export interface Invocation {
  readonly command: string;
  /** Operands in order; a missing optional one is undefined, a variadic one is an array. */
  readonly operands: readonly (string | string[] | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly globals: GlobalOptions;
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C or SIGTERM, once a command has asked to be told. */
  readonly interrupt: Interrupt;
}

export interface Interrupt {
  /** From now on the signals abort this instead of ending the process; a second one ends it at once. */
  listen(): AbortSignal;
}

export const textOperand = (call: Invocation, index: number): string => {
  const value = call.operands[index];
  return typeof value === 'string' ? value : '';
};
export const textOption = (call: Invocation, name: string): string | undefined => {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
};
export const numberOption = (call: Invocation, name: string): number | undefined => {
  const value = call.options[name];
  return typeof value === 'number' ? value : undefined;
};
export const listOption = (call: Invocation, name: string): string[] => {
  const value = call.options[name];
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
};

/** Appended to a proposed command, so that it reaches what this one has reached. */
export const sameServer = ({ globals: { config, server } }: Pick<Invocation, 'globals'>): string =>
  [
    ['--config', config],
    ['--server', server],
  ]
    .flatMap(([flag, value]) => (value === undefined ? [] : [` ${flag} ${shellWord(value)}`]))
    .join('');

const shellWord = (text: string): string =>
  /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
