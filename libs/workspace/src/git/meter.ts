/** Processor time that several calls of git have taken together. */
export interface Meter {
  seconds: number;
}

/** Says on its last line of errors what the program it is given took. */
export const METERED: readonly string[] = ['/bin/sh', '-c', '"$@"; code=$?; times >&2; exit $code', 'sh'];

/** Small calls round down to nothing: what starting git takes at least. */
const LEAST_SECONDS = 0.004;

/** Of the user's and of the system's time, as "0m1.25s 0m0.04s". */
export function meteredSeconds(stderr: string): number {
  const line = stderr.trimEnd().split('\n').at(-1) ?? '';
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  const sum = parts.reduce((all, part) => all + part, 0);
  return Math.max(LEAST_SECONDS, sum);
}

/** What a shell makes of SIGXCPU. */
const BY_SIGXCPU = 128 + 24;

/** It was ended for having had all its processor time. */
export const ranOutOf = ({ code, signal }: { code: number; signal: NodeJS.Signals | null }): boolean =>
  signal === 'SIGXCPU' || code === BY_SIGXCPU;
