import type { CheckResult, FileChange, StandIn } from '#domain';
import type { VerifyWork } from '#contracts';
import { escaped } from '../stated/held.js';
import { plain } from './guessed.js';
import type { Lookup } from './loosely-named.js';
import { plannedFile } from './planned-file.js';

/* Planned files that were made under other names, and what speaks of them. Pure. */

type Named = StandIn & { readonly path: string };

/** By earlier steps, as far as judges have agreed. */
export const namedBefore = ({ plan, subtask }: Pick<VerifyWork, 'plan' | 'subtask'>): Named[] =>
  (plan?.subtasks ?? []).flatMap(({ id, standIns = [] }) => (id === subtask?.id ? [] : standIns.flatMap(made)));

const made = ({ output, path }: StandIn): Named[] => (path === null ? [] : [{ output, path }]);

/**
 * By this one, which a judge is still to be asked about: a check that finds what was there before would say nothing.
 */
export function namedHere(checks: readonly CheckResult[], changes: readonly FileChange[]): Named[] {
  const created = new Set(changes.filter(({ operation }) => operation !== 'modify').map(({ path }) => path));
  return checks
    .flatMap(({ standIn }) => (standIn === undefined ? [] : made(standIn)))
    .filter(({ path }) => created.has(path));
}

/** By this one in another folder, or with another spelling. */
export function namedLoosely(outputs: readonly string[], of: Lookup): Named[] {
  const taken = new Set(outputs.map(plain));
  return [...taken]
    .filter((output) => !of.there.includes(output))
    .flatMap((output) => {
      const path = plannedFile(output, of, taken);
      return path === undefined ? [] : [{ output, path }];
    });
}

/** What says nothing else to a shell than a name. */
const NAME_ALONE = /^(?!-)[\p{L}\p{M}\p{N}_./+@-]+$/u;

/** A command of the plan with the files as they are called. */
export const renamedIn = (command: string, named: readonly Named[]): string =>
  named
    .filter(({ path }) => NAME_ALONE.test(path))
    .sort((a, b) => b.output.length - a.output.length)
    .reduce((text, { output, path }) => renamed(text, plain(output), path), command);

/** No part of a longer path. */
const BEFORE = '(?<![\\w-])(?<!\\w\\.)(?<!(?<!(?<![\\w.])\\.)/)';

function renamed(command: string, output: string, path: string): string {
  const whole = command.replace(new RegExp(`${BEFORE}${escaped(output)}(?![\\w-]|\\.\\w|/)`, 'g'), () => path);
  // A module of Python is called without its ending, and with points.
  if (!output.endsWith('.py') || !path.endsWith('.py')) return whole;
  const [name = '', other = ''] = [output, path].map((one) => one.slice(0, -3).replaceAll('/', '.'));
  const module = escaped(name);
  if (name.includes('.')) return whole.replace(new RegExp(`${BEFORE}${module}(?![\\w-])`, 'g'), () => other);
  return whole
    .replace(new RegExp(`(?<=\\bimport\\s)${module}(?=\\s*[;\\n"'])`, 'g'), () => `${other} as ${module}`)
    .replace(new RegExp(`(?<=\\bfrom\\s|-m\\s(?:unittest\\s|pytest\\s)?)${module}(?![\\w-])`, 'g'), () => other);
}
