import { accept, reject, textOf, type SeenRequest } from '#testing';
import type { Step } from './mode.js';

/** A verifier that passes what the evidence shows: by subtask, what must stand in it; the goal asks for all of it. */
export const honest =
  (shown: Readonly<Record<string, readonly (string | RegExp)[]>>): Step =>
  (request) => {
    const text = textOf(request);
    const id = /# The subtask: (\S+)/.exec(text)?.[1];
    const evidence = text.slice(text.indexOf('# Evidence'));
    const wanted = id === undefined ? Object.values(shown).flat() : (shown[id] ?? Object.values(shown).flat());
    const missing = wanted.find((each) => (typeof each === 'string' ? !evidence.includes(each) : !each.test(evidence)));
    return missing === undefined ? accept() : reject(`The diff does not show ${String(missing)}.`);
  };

/** Whether the last tool call went well. */
export const succeeded = (request: SeenRequest): boolean =>
  /"success":true/.test(request.messages.filter(({ role }) => role === 'tool').at(-1)?.content ?? '');
