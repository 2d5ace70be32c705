import { faultsOfPlan, kebab, MAX_SUBTASKS, type PlanFault, type SubtaskSpec } from '#domain';
import { readYaml } from '#prompts';
import { beforeCut, isObject, jsonIn, listItems, pick, withoutThinking } from '../talk/read-json.js';
import { withoutEndless, withoutHiddenEnds } from './bare-check.js';
import { byNumber } from './by-number.js';
import { withEdges } from './edges.js';
import {
  bullets,
  dependenciesOf,
  DESCRIPTION,
  firstText,
  ID,
  isStep,
  stepsInARow,
  subtask,
  toId,
  toSubtask,
  unwrappedStep,
} from './read-step.js';

/** What an answer holds. */
export type ReadPlan =
  | { readonly kind: 'sound'; readonly subtasks: readonly SubtaskSpec[]; readonly notes: readonly string[] }
  | {
      readonly kind: 'faulty';
      readonly subtasks: readonly SubtaskSpec[];
      readonly faults: readonly PlanFault[];
      readonly notes: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly because: string };

const ENVELOPES = [
  'subtasks',
  'tasks',
  'steps',
  'plan',
  'phases',
  'stages',
  'milestones',
  'todo',
  'todos',
  'items',
  'nodes',
  'vertices',
  'result',
];

/** Reads the last plan in an answer, a sound one before a faulty one. */
export function readPlan(text: string, settled: ReadonlySet<string>): ReadPlan {
  let faulty: ReadPlan | null = null;
  // The steps of a list that stops are not all of them.
  const whole = beforeCut(text);
  const listed = whole === null ? stepsInARow(withoutThinking(text)) : null;
  const json = listed === null ? jsonIn(whole ?? text) : [listed];
  const yaml = json.some((value) => itemsOf(value, 0) !== null) ? [] : yamlIn(text);
  const values = [...json, ...yaml];
  for (const value of values.reverse()) {
    // So many that the plan is too long in any case; more would only take time.
    const notes: string[] = [];
    const items = itemsOf(value, 0, notes)?.slice(0, 2 * MAX_SUBTASKS) ?? null;
    if (items === null) continue;
    const flat = flattened(items, notes);
    const read = neighbours(byNumber(oneByOne(flat).map(toSubtask), notes)).filter(
      (s) => s !== null && !settled.has(s.id),
    ) as SubtaskSpec[];
    const spoken = withoutSentences(byTitle(read, flat), notes);
    const subtasks = withoutEndless(withoutHiddenEnds(spoken, notes), notes);
    if (yaml.includes(value)) notes.push('read the plan from YAML');
    if (subtasks.length === 0 && items.length > 0) continue;
    const faults = faultsOfPlan(subtasks, settled);
    if (faults.length === 0) return { kind: 'sound', subtasks, notes };
    faulty ??= { kind: 'faulty', subtasks, faults, notes };
  }
  if (faulty !== null) return faulty;
  if (whole !== null) return { kind: 'unreadable', because: 'it stops before its end' };
  if (values.some(isSchema)) return { kind: 'unreadable', because: 'it repeats the schema instead of giving values' };
  return {
    kind: 'unreadable',
    because: values.length === 0 ? 'it holds no JSON' : 'its JSON holds no list of subtasks with descriptions',
  };
}

const OPENS_YAML = /```ya?ml[^\S\n]*\n/gi;
const LONGEST_YAML = 100_000;

function* fencedIn(text: string): Generator<string> {
  let at = 0;
  for (const { index, 0: fence } of text.matchAll(OPENS_YAML)) {
    const from = index + fence.length;
    if (index < at) continue;
    const end = text.indexOf('\n```', from);
    if (end < 0) return;
    if (end - from > LONGEST_YAML) continue;
    yield text.slice(from, end);
    at = end;
  }
}

/** Documents in fences of YAML, or an answer that is one. */
function yamlIn(text: string): unknown[] {
  const answer = withoutThinking(text);
  const fenced = [...fencedIn(answer)];
  const bare = /^\s*(?:subtasks|tasks|steps|plan)\s*:/i.test(answer) ? [answer.slice(0, 100_000)] : [];
  return [...fenced, ...bare].flatMap((source) => {
    try {
      return [readYaml(source)];
    } catch {
      return [];
    }
  });
}

const CHILDREN = ENVELOPES.filter((key) => key !== 'result' && key !== 'plan');
const MOST_FLATTENED = 500;

/** Steps that stand within others, in their place: each group begins when the group before it has ended. */
function flattened(items: readonly unknown[], notes: string[], depth = 0): unknown[] {
  const childrenOf = (item: unknown): unknown[] | null => {
    // A list in the list is a wave of steps.
    const inner = Array.isArray(item) ? item : isObject(item) ? pick(item, CHILDREN) : undefined;
    return Array.isArray(inner) && inner.some((child) => isObject(child) && isStep(child))
      ? (inner as unknown[])
      : null;
  };
  if (depth > 3 || !items.some((item) => childrenOf(item) !== null)) return [...items];
  if (depth === 0) notes.push('the steps stood within others and were taken out of them');
  const flat: unknown[] = [];
  let before: string[] = [];
  for (const item of items) {
    const children = flattened(childrenOf(item) ?? [item], notes, depth + 1).slice(0, MOST_FLATTENED - flat.length);
    const waiting = children.map((child) =>
      isObject(child) && before.length > 0 ? { ...child, depends_on: [...dependenciesOf(child), ...before] } : child,
    );
    before = children
      .map((child, index) => (isObject(child) ? toId(firstText(child, ID), flat.length + index) : ''))
      .filter((id) => id !== '');
    flat.push(...waiting);
  }
  return flat;
}

/** Bare texts cannot say what they need, so each waits for the one before. */
const oneByOne = (items: readonly unknown[]): readonly unknown[] =>
  items.every((item) => typeof item === 'string')
    ? items
        .filter((item) => item.trim() !== '')
        .map((item, at) => ({ description: item.trim(), depends_on: at === 0 ? [] : [`step-${at}`] }))
    : items;

/** Words for the steps before, where ids were asked for: "previous", "all". */
function neighbours(subtasks: readonly (SubtaskSpec | null)[]): (SubtaskSpec | null)[] {
  const ids = new Set(subtasks.map((one) => one?.id));
  return subtasks.map((subtask, at) => {
    if (subtask === null) return null;
    const before = subtasks.slice(0, at).flatMap((one) => (one === null ? [] : [one.id]));
    const dependsOn = subtask.dependsOn.flatMap((id) => {
      if (ids.has(id)) return [id];
      if (/^(?:the-)?(?:previous|prev|preceding|last|prior|above)(?:-(?:step|task|subtask|one))?$/.test(id))
        return before.slice(-1);
      return /^(?:all|everything|all-previous|all-above|(?:all-)?(?:previous|prior|preceding)-(?:steps|tasks|subtasks)|all-(?:steps|tasks|subtasks|others))$/.test(
        id,
      )
        ? before
        : [id];
    });
    return { ...subtask, dependsOn: [...new Set(dependsOn)] };
  });
}

/** Dependencies that name the title or the text of a step instead of its id. */
function byTitle(subtasks: readonly SubtaskSpec[], items: readonly unknown[]): SubtaskSpec[] {
  const ids = new Set(subtasks.map(({ id }) => id));
  const meant = new Map<string, string | null>();
  const learn = (title: string, id: string): void => {
    const key = kebab(title);
    if (key === '' || ids.has(key)) return;
    // Two steps of one title: nobody knows which is meant.
    meant.set(key, meant.has(key) && meant.get(key) !== id ? null : id);
  };
  for (const [index, item] of items.entries()) {
    const made = toSubtask(item, index);
    if (made === null || !isObject(item) || !ids.has(made.id)) continue;
    for (const key of DESCRIPTION) learn(firstText(item, [key]), made.id);
  }
  return subtasks.map((subtask) => ({
    ...subtask,
    dependsOn: [...new Set(subtask.dependsOn.map((id) => (ids.has(id) ? id : (meant.get(id) ?? id))))],
  }));
}

/** Sentences where commands were asked for: they say what has to hold, and nothing can run them. */
function withoutSentences(subtasks: readonly SubtaskSpec[], notes: string[]): SubtaskSpec[] {
  return subtasks.map((subtask) => {
    const sentences = subtask.checks.filter(isSentence);
    if (sentences.length === 0) return subtask;
    notes.push(`${sentences.length} checks of "${subtask.id}" are sentences, not commands; they became criteria`);
    return {
      ...subtask,
      checks: subtask.checks.filter((check) => !isSentence(check)),
      acceptanceCriteria: `${subtask.acceptanceCriteria}\n${bullets(sentences)}`,
    };
  });
}

/** No shell would take it for anything: a capital verb and a clause, or a name and what is to be said of it. */
const isSentence = (check: string): boolean =>
  /^(?:Verify|Check|Ensure|Confirm|Make sure|Run|Test|Validate|Inspect|Open|Look|See|The|All|Every|Each|No|It|There)\s+\S+\s+\S+/.test(
    check,
  ) ||
  /^(?:the|all|every|each|no|it|there|this|that|an)\s+\S+\s+\S+/.test(check) ||
  /^[`'"]?[\w-]+\.\w{1,5}[`'"]?\s+(?:exists?|is|are|has|have|contains?|holds?|should|must|can|runs?|works?|prints?|returns?|does)\b/.test(
    check,
  );

/**
 * A plan from the lines of a list, each a step that follows the one before; null when there is no list. What the user
 * is asked is no step.
 */
export function planFromList(text: string): SubtaskSpec[] | null {
  const items = listItems(text)
    .filter((item) => !/[?？؟]["'”’»)]*$/u.test(item))
    .slice(0, 20);
  if (items.length === 0) return null;
  const steps: SubtaskSpec[] = [];
  for (const [index, item] of items.entries()) {
    const id = `step-${index + 1}`;
    steps.push(subtask({ id, description: item, dependsOn: index === 0 ? [] : [`step-${index}`] }));
  }
  return steps;
}

/** `notes`: what was made of a form that was not asked for is told there. */
function itemsOf(value: unknown, depth: number, notes: string[] = []): unknown[] | null {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map(unwrappedStep);
    const isWaves =
      items.length > 1 &&
      items.every(
        (item) => Array.isArray(item) && item.length > 0 && item.every((one) => isObject(one) && isStep(one)),
      );
    if (isWaves) return items;
    // Words beside objects that say nothing are what is left of prose between braces.
    const steps = items.some(isObject) ? items.filter(isObject) : items;
    return steps.some(isStep) || (items.length === 0 && depth > 0) ? items : null;
  }
  if (!isObject(value) || depth > 3 || isSchema(value)) return null;
  const inner = pick(value, ENVELOPES);
  if (inner !== undefined) {
    // The list may be JSON within a string.
    for (const one of typeof inner === 'string' ? jsonIn(inner) : [inner]) {
      const items = itemsOf(one, depth + 1, notes);
      if (items !== null) return withEdges(items, value, notes);
    }
    // {"plan": {"write-parser": {...}, "test": {...}}}
    if (isObject(inner) && Object.values(inner).some(isStep)) {
      const items = Object.entries(inner).map(([id, item]) => (isObject(item) ? { id, ...item } : item));
      return withEdges(items, value, notes);
    }
  }
  // Names of somebody's own round it: {"response": {"project_plan": {"steps": [...]}}}
  const [only, ...others] = Object.values(value);
  if (inner === undefined && others.length === 0 && (isObject(only) || (Array.isArray(only) && only.every(isObject)))) {
    const items = itemsOf(only, depth + 1, notes);
    if (items !== null) return items;
  }
  // One step alone.
  return depth === 0 && isStep(value) && pick(value, ['id', 'description']) !== undefined ? [value] : null;
}

/** A schema, where values were asked for. */
const isSchema = (value: unknown): boolean =>
  isObject(value) && value['type'] === 'object' && isObject(value['properties']);
