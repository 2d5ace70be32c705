import type { Fact } from '../stated/fact.js';
import { nameOf } from '../file-kinds.js';

/* Remarks of a file of settings, where one value was to be set and the file was written anew. Pure, linear. */

const MAY_GO =
  /\b(?:remark|comment|clean|tid|simplif|minim|strip|rewrit|regenerat|recreat|creat|replac|remov|delet|reset|from scratch|convert|migrat|format|document)\w*/i;
const REMARK = /^\s*(?:#|;|\/\/)\s*(\S.*)$/;
/** One may be what the value makes untrue. */
const LEAST_LOST = 2;
/** Each is looked for in the whole text. */
const MOST_REMARKS = 1_000;

const remarksIn = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const said = REMARK.exec(line)?.[1]?.trim();
    return said === undefined || !/\p{L}/u.test(said) ? [] : [said];
  });

/** What is said nowhere any more, with no new remark in its place. */
export function remarksLost(
  path: string,
  text: string,
  before: string,
  asked: string,
  facts: readonly Fact[],
): string | null {
  const isSet = facts.some((fact) => fact.kind === 'setting' && (fact.path === path || nameOf(path) === fact.path));
  if (!isSet || MAY_GO.test(asked) || /\.json$/i.test(path)) return null;
  const were = new Set(remarksIn(before));
  if (were.size > MOST_REMARKS || remarksIn(text).some((remark) => !were.has(remark))) return null;
  // A remark may have become the setting it held, or stand behind one now.
  const lost = [...were].filter((remark) => !text.includes(remark));
  return lost.length < LEAST_LOST ? null : `${lost.length} of its remarks are gone ("${(lost[0] ?? '').slice(0, 60)}")`;
}
