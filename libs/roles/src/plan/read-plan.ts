import { asTier, faultsOfPlan, kebab, type PlanFault, type SubtaskSpec, type Tier } from '#domain';
import { asBoolean, asText, asTexts, isObject, jsonIn, listItems, pick, type JsonObject } from '../talk/read-json.js';

/** What an answer holds. */
export type ReadPlan =
  | { readonly kind: 'sound'; readonly subtasks: readonly SubtaskSpec[] }
  | { readonly kind: 'faulty'; readonly subtasks: readonly SubtaskSpec[]; readonly faults: readonly PlanFault[] }
  | { readonly kind: 'unreadable'; readonly because: string };

const ENVELOPES = ['subtasks', 'tasks', 'steps', 'plan', 'todo', 'todos', 'items', 'result'];

/** Reads the last plan in an answer, a sound one before a faulty one. */
export function readPlan(text: string, settled: ReadonlySet<string>): ReadPlan {
  let faulty: ReadPlan | null = null;
  const values = jsonIn(text);
  for (const value of values.reverse()) {
    const items = itemsOf(value, 0);
    if (items === null) continue;
    const subtasks = items.map(toSubtask).filter((s) => s !== null && !settled.has(s.id)) as SubtaskSpec[];
    if (subtasks.length === 0 && items.length > 0) continue;
    const faults = faultsOfPlan(subtasks, settled);
    if (faults.length === 0) return { kind: 'sound', subtasks };
    faulty ??= { kind: 'faulty', subtasks, faults };
  }
  if (faulty !== null) return faulty;
  if (values.some(isSchema)) return { kind: 'unreadable', because: 'it repeats the schema instead of giving values' };
  return {
    kind: 'unreadable',
    because: values.length === 0 ? 'it holds no JSON' : 'its JSON holds no list of subtasks with descriptions',
  };
}

/** A plan from the lines of a list, each a step that follows the one before; null when there is no list. */
export function planFromList(text: string): SubtaskSpec[] | null {
  const items = listItems(text).slice(0, 20);
  if (items.length === 0) return null;
  const steps: SubtaskSpec[] = [];
  for (const [index, item] of items.entries()) {
    const id = `step-${index + 1}`;
    steps.push(subtask({ id, description: item, dependsOn: index === 0 ? [] : [`step-${index}`] }));
  }
  return steps;
}

export function subtask(given: Pick<SubtaskSpec, 'id' | 'description'> & Partial<SubtaskSpec>): SubtaskSpec {
  return {
    dependsOn: [],
    modelTier: 1,
    verificationTier: 1,
    isCriticalPath: false,
    acceptanceCriteria: given.description,
    expectedOutputs: [],
    checks: [],
    ...given,
  };
}

function itemsOf(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value))
    return value.some(isStep) || (value.length === 0 && depth > 0) ? (value as unknown[]) : null;
  if (!isObject(value) || depth > 3 || isSchema(value)) return null;
  const inner = pick(value, ENVELOPES);
  if (inner !== undefined) {
    const items = itemsOf(inner, depth + 1);
    if (items !== null) return items;
    // {"plan": {"write-parser": {...}, "test": {...}}}
    if (isObject(inner) && Object.values(inner).some(isStep))
      return Object.entries(inner).map(([id, item]) => (isObject(item) ? { id, ...item } : item));
  }
  // One step alone.
  return depth === 0 && isStep(value) && pick(value, ['id', 'description']) !== undefined ? [value] : null;
}

const DESCRIPTION = [
  'description',
  'task',
  'desc',
  'title',
  'name',
  'goal',
  'action',
  'instruction',
  'what',
  'details',
];
const ID = ['id', 'subtask_id', 'task_id', 'step_id', 'key', 'step', 'number', 'name'];

const isStep = (item: unknown): boolean =>
  typeof item === 'string' ? item.trim() !== '' : isObject(item) && asText(pick(item, DESCRIPTION)) !== '';

/** A schema, where values were asked for. */
const isSchema = (value: unknown): boolean =>
  isObject(value) && value['type'] === 'object' && isObject(value['properties']);

function toSubtask(item: unknown, index: number): SubtaskSpec | null {
  if (typeof item === 'string')
    return item.trim() === '' ? null : subtask({ id: `step-${index + 1}`, description: item.trim() });
  if (!isObject(item)) return null;
  const description = firstText(item, DESCRIPTION);
  const id = firstText(item, ID);
  const criteria = pick(item, ['acceptance_criteria', 'acceptance', 'criteria', 'done_when', 'success_criteria']);
  const texts = asTexts(criteria, /\n+/);
  return subtask({
    // A bare number is a name that dependencies use; it is made an id everywhere in the same way.
    id: toId(id, index),
    description,
    dependsOn: dependenciesOf(item),
    modelTier: tierOf(pick(item, ['model_tier', 'tier', 'difficulty'])),
    verificationTier: tierOf(pick(item, ['verification_tier', 'verify_tier'])),
    isCriticalPath: asBoolean(pick(item, ['is_critical_path', 'critical_path', 'critical'])) ?? false,
    acceptanceCriteria: texts.length === 0 ? description : Array.isArray(criteria) ? bullets(texts) : asText(criteria),
    expectedOutputs: asTexts(pick(item, ['expected_outputs', 'outputs', 'files', 'artifacts']), /[,\n]+/),
    checks: asTexts(pick(item, ['checks', 'check', 'commands', 'verification_commands']), /\n+/),
  });
}

function dependenciesOf(item: JsonObject): string[] {
  const given = pick(item, ['depends_on', 'dependencies', 'dependson', 'deps', 'requires', 'after', 'prerequisites']);
  const list = Array.isArray(given)
    ? given.map((d) => (isObject(d) ? (pick(d, ID) ?? '') : (d as unknown)))
    : isObject(given)
      ? Object.keys(given)
      : given;
  return [...new Set(asTexts(list, /[,;\s]+/).map((d) => toId(d, 0)))];
}

const bullets = (texts: readonly string[]): string => texts.map((t) => `- ${t}`).join('\n');

const firstText = (item: JsonObject, keys: readonly string[]): string => {
  for (const key of keys) {
    const text = asText(pick(item, [key]));
    if (text !== '') return text;
  }
  return '';
};

/** Numbers become names; what has white space or capitals is made kebab-case, so that references still meet. */
function toId(text: string, index: number): string {
  if (/^\d+$/.test(text)) return `step-${text}`;
  return kebab(text) || `step-${index + 1}`;
}

function tierOf(value: unknown): Tier {
  const text = asText(value).toLowerCase();
  if (['low', 'easy', 'small', 'simple'].includes(text)) return 1;
  if (['medium', 'moderate', 'mid'].includes(text)) return 2;
  if (['high', 'hard', 'large', 'complex'].includes(text)) return 3;
  const n = Number(/\d+/.exec(text)?.[0] ?? 1);
  return asTier(n);
}
