import { hasWord } from '../has-word.js';
import type { Fact } from './fact.js';
import { FILE, standingFor } from './masked-text.js';
import type { Sentence } from './sentence.js';

/*
 * Names that are given on: "rename a to b, then b to c" ends without a b, "move a to b, then write a" with an a. Pure.
 */

/** A fact, and where in its text it stands. */
export interface Placed {
  readonly fact: Fact;
  readonly sentence: number;
  readonly at: number;
}

/** A sentence, and what of it no phrase has taken. */
export interface Remainder {
  readonly sentence: Sentence;
  readonly rest: string;
}

/** Facts as they are once all that follows is done too. */
export function chained<P extends Placed>(all: readonly P[], read: readonly Remainder[]): P[] {
  return all.flatMap((one) => {
    const { fact } = one;
    const isLater = (other: Placed): boolean =>
      other.sentence > one.sentence || (other.sentence === one.sentence && other.at > one.at);
    const open = read.slice(one.sentence);
    if (fact.kind === 'names') {
      const isGone = ({ fact: other }: P, name: string): boolean =>
        other.kind === 'undefined' && other.path === fact.path && other.name === name;
      const isOver = (name: string): boolean =>
        all.some((other) => isLater(other) && isGone(other, name)) ||
        open.some(({ rest }) => hasWord(CHANGES.exec(rest)?.[0] ?? '', name));
      const names = fact.names.filter((name) => !isOver(name));
      return names.length === 0 ? [] : [{ ...one, fact: { ...fact, names } }];
    }
    if (fact.kind === 'undefined') {
      const isAgain = ({ fact: other }: P): boolean =>
        other.kind === 'names' && other.path === fact.path && other.names.includes(fact.name);
      return all.some((other) => isAgain(other) && isLater(other)) ? [] : [one];
    }
    if (fact.kind !== 'moved') return [one];
    const isTaken =
      all.some((other) => other !== one && takesThePlace(other.fact, fact.from)) ||
      open.some((some) => filledIn(some).includes(fact.from));
    return [isTaken ? { ...one, fact: { ...fact, refilled: true as const } } : one];
  });
}

const CHANGES = /\b(?:renam|replac|chang|turn)\w*\s[^;\n]{1,80}/i;

const takesThePlace = (fact: Fact, path: string): boolean =>
  fact.kind === 'moved' || fact.kind === 'copied' ? fact.to === path : fact.kind === 'made' && fact.path === path;

const FILLS = new RegExp(
  `(?:\\b(?:make|create|write|save|put|start|add|begin|build|generate)\\s(?:[^.;:⟦]|⟦(?!F)){0,80}?|(?<!\\b(?:link|reference|import|path|point|refer|mention)\\w{0,3}\\s)\\b(?:to|into|becomes?)\\s+)(${FILE})`,
  'gi',
);
/** "a.md en b.md": one file goes to the place of another, in whatever language. */
const FROM_TO = new RegExp(
  `${FILE}\\s+(?!(?:and|or|und|oder|et|ou|y|o|e|и|или|with|mit|avec|con|com)\\s)\\p{L}{1,5}\\s+(${FILE})`,
  'giu',
);
const filledIn = ({ rest, sentence: { masked } }: Remainder): string[] =>
  [...rest.matchAll(FILLS), ...rest.matchAll(FROM_TO)].flatMap(([, token = '']) => standingFor(token, masked, 'F'));
