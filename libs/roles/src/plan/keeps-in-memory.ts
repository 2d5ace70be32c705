import type { SubtaskSpec } from '#domain';
import { mask, proseOf, standingFor } from '../verify/stated/masked-text.js';

/*
 * A step of a plan that thinks as a program does: "create an empty buffer for poem.txt". Where no program is wanted, no
 * file can show that it was done. Pure.
 */

const HOLDER =
  '(?:buffers?|variables?|counters?|accumulators?|streams?|(?:file\\s+)?(?:handles?|pointers?)|arrays?|dictionar(?:y|ies)|hash\\s?maps?|in-memory\\s+\\w+)';
const PLAIN =
  '(?:(?:an?|the|some|new|empty|temporary|simple|string|text|word|line|integer|running|local|blank)\\s+){0,5}';
const MAKES = new RegExp(
  `^(?:(?:please|first|then|next)\\W+){0,2}(?:create|make|initiali[sz]e|set\\s+up|define|declare|allocate|prepare|open|build|add|generate)\\s+${PLAIN}${HOLDER}(?:\\s+${HOLDER})?(?=\\s*(?:[.,;]|$)|\\s+(?:for|of|from|to|that|which|called|named|with|in\\s+memory)\\b)`,
  'i',
);
const KEEPS = new RegExp(
  `^(?:(?:please|first|then|next)\\W+){0,2}(?:read|load|write|store|put|save|add|append|copy)\\s[^.;\\n]{1,120}?\\s(?:in|into|to)\\s+(?:memory|${PLAIN}${HOLDER})\\s*[.!]?$`,
  'i',
);
/** Something else is to be done, too, or it goes into a file. */
const MORE =
  /[.;]\s+\S|\b(?:and|then)\s+(?:then\s+)?(?:write|save|store|create|delete|remove|rename|replace|append|print|output|update|edit|fix)\b|(?<!\b(?:words|lines|contents?|text|characters|letters|handle|pointer)\s)\b(?:in|into|to|as)\s+(?:the\s+)?(?:new\s+)?(?:file\s+)?⟦F/i;
const INTO = /\b(?:into|to|create|make)\s+(?:the\s+|a\s+)?(?:new\s+)?(?:file\s+)?(⟦F\d+⟧)/gi;
const OF_PROGRAMS = new RegExp(`\\b(?:memory|code|${HOLDER})\\b`, 'i');

export function keepsInMemory({ description, expectedOutputs, checks }: SubtaskSpec, told: string): string | null {
  const { text, files } = mask(description.trim());
  const isIt = (MAKES.test(text) || KEEPS.test(text)) && !MORE.test(text) && !OF_PROGRAMS.test(proseOf(told));
  const isOfFiles = checks.length > 0 || expectedOutputs.some((path) => !files.includes(path.replace(/^\.\//, '')));
  const wanted = mask(told);
  const into = [...wanted.text.matchAll(INTO)].flatMap(([, token]) => standingFor(token ?? '', wanted, 'F'));
  const makesIt = files.some((path) => into.includes(path));
  return isIt && !isOfFiles && !makesIt ? 'which only keeps something in memory' : null;
}
