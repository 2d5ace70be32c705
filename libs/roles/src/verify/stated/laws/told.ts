import { pathsOf, type Fact, type FactOf } from '../fact.js';
import type { Masked } from '../masked-text.js';
import { inOrder, isHarmless, staysInOrder } from './harmless.js';
import { transformationsIn, type Transformation } from './orders.js';
import { compose } from './text-law.js';

/** A sentence as other phrases understand it. */
export interface Said {
  readonly text: string;
  readonly facts: readonly Fact[];
  /** Whether nothing of it was left that could ask for more. */
  readonly isWhole: boolean;
}

export interface Told {
  readonly facts: readonly FactOf<'transformed'>[];
  /** Numbers of the sentences that they, and nothing else, are said in. */
  readonly sentences: ReadonlySet<number>;
}
const NOTHING: Told = { facts: [], sentences: new Set() };

/**
 * What the sentences of a text make of the lines of files; nothing unless all of the text is understood, since whatever
 * else it says may be an exception to that. Pure.
 */
export function toldIn(said: readonly Said[], masked: Masked): Told {
  const named = new Set(masked.files);
  const orders = new Map<string, Transformation>();
  const sentences = new Set<number>();
  const others: Said[] = [];
  let before = named.size === 1 ? ([...named][0] ?? null) : null;
  let keepsOrder = false;
  for (const [number, sentence] of said.entries()) {
    const found = transformationsIn(sentence.text, masked, before);
    if (found === null && !isHarmless(sentence.text)) {
      others.push(sentence);
      continue;
    }
    keepsOrder ||= found === null && staysInOrder(sentence.text);
    sentences.add(number);
    for (const one of found ?? []) {
      const order = orders.get(`${one.path}\n${one.to}`);
      // Who says a thing twice wants it once.
      const known = new Set(order?.steps.map((step) => JSON.stringify(step)));
      const fresh = one.steps.filter((step) => !known.has(JSON.stringify(step)));
      orders.set(`${one.path}\n${one.to}`, { ...one, steps: [...(order?.steps ?? []), ...fresh] });
      before = one.to ?? one.path;
    }
  }
  const all = [...orders.values()].map((one) => (keepsOrder ? { ...one, steps: one.steps.map(inOrder) } : one));
  const touched = all.flatMap(({ path, to }) => (to === null ? [path] : [path, to]));
  const isClear =
    all.every(({ steps }) => compose(steps)) &&
    // What one makes another would go on with.
    new Set(touched).size === touched.length &&
    others.every(
      ({ isWhole, facts }) => isWhole && !facts.some((fact) => pathsOf(fact).some((path) => touched.includes(path))),
    );
  if (all.length === 0 || !isClear) return NOTHING;
  return { facts: all.map((one) => ({ kind: 'transformed', ...one })), sentences };
}
