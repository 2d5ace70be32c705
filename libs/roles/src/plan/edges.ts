import { asTexts, isObject, pick, type JsonObject } from '../talk/read-json.js';
import { dependenciesOf, firstText, ID, toId } from './read-step.js';

const EDGES = ['edges', 'links', 'arcs', 'connections'];
const FROM = ['from', 'source', 'start', 'before'];
const TO = ['to', 'target', 'end', 'after'];
/** More than a plan can need. */
const MOST_EDGES = 2000;

/** A plan that is written as a graph: each edge goes from a step to one that waits for it. Pure. */
export function withEdges(items: unknown[], graph: JsonObject, notes: string[]): unknown[] {
  const edges = pick(graph, EDGES);
  if (!Array.isArray(edges)) return items;
  const before = new Map<string, string[]>();
  for (const edge of edges.slice(0, MOST_EDGES) as unknown[]) {
    const [from, to, ...others] = endsOf(edge).map((end) => toId(end, 0));
    if (from === undefined || to === undefined || others.length > 0 || from === to) continue;
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  if (before.size === 0) return items;
  notes.push('the order of the steps was read from the edges of a graph');
  return items.map((item, at) => {
    if (!isObject(item)) return item;
    const waits = before.get(toId(firstText(item, ID), at)) ?? [];
    return waits.length === 0 ? item : { ...item, depends_on: [...dependenciesOf(item), ...waits] };
  });
}

function endsOf(edge: unknown): string[] {
  if (isObject(edge)) return [firstText(edge, FROM), firstText(edge, TO)].filter((end) => end !== '');
  if (typeof edge === 'string') return edge.split(/-->|->|→|=>/, 3).map((end) => end.trim());
  return asTexts(edge, /$^/);
}
