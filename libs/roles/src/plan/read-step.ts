import { asTier, kebab, type SubtaskSpec, type Tier } from '#domain';
import { asBoolean, asText, asTexts, isObject, pick, type JsonObject } from '../talk/read-json.js';

/* One step of a plan, whatever its keys are called. Pure. */

export const DESCRIPTION = [
  'description',
  'task',
  'task_description',
  'step_description',
  'subtask_description',
  'desc',
  'title',
  'name',
  'goal',
  'action',
  'instruction',
  'what',
  'details',
];
export const ID = ['id', 'subtask_id', 'task_id', 'step_id', 'key', 'step', 'number', 'name'];

export const isStep = (item: unknown): boolean =>
  typeof item === 'string' ? item.trim() !== '' : isObject(item) && asText(pick(item, DESCRIPTION)) !== '';

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

export function toSubtask(item: unknown, index: number): SubtaskSpec | null {
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
    expectedOutputs: outputsOf(pick(item, ['expected_outputs', 'outputs', 'files', 'artifacts'])),
    checks: asTexts(pick(item, ['checks', 'check', 'commands', 'verification_commands']), /\n+/),
  });
}

export function dependenciesOf(item: JsonObject): string[] {
  const given = pick(item, ['depends_on', 'dependencies', 'dependson', 'deps', 'requires', 'after', 'prerequisites']);
  const list = Array.isArray(given)
    ? given.map((d) => (isObject(d) ? (pick(d, ID) ?? '') : (d as unknown)))
    : isObject(given)
      ? Object.keys(given)
      : given;
  return [...new Set(asTexts(list, /[,;\s]+/).map((d) => toId(d, 0)))];
}

const NO_FILE =
  /^(?:none|n\/a|-|nothing|stdout|stderr|(?:console|terminal|screen|program)(?: output)?|answer|reply|antwort|réponse|respuesta|risposta|resposta|antwoord|odpowiedź|odpověď|svar|ответ|відповідь|回答|答案|答え|答复|대답|답변)$/i;
const NAME = /^[`'"]?[\w./@-]{0,200}\w\.[a-z]\w{0,7}[`'"]?$/i;
/** "a.yml and b.yml", "a.yml, b.yml and c.yml": files that were written as one. */
function partsOf(text: string): string[] {
  const parts = text.split(/[,;]\s(?:\s*and\s)?|\s(?:and|und|et|y|&|\+)\s/).map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => NAME.test(part))
    ? parts.map((part) => part.replace(/^[`'"]|[`'"]$/g, ''))
    : [text];
}

/** Paths without the remarks and marks that models put round them. */
const outputsOf = (given: unknown): string[] => {
  const list: unknown = Array.isArray(given)
    ? given.map((item: unknown) => (isObject(item) ? pick(item, ['path', 'file', 'name', 'filename']) : item))
    : given;
  const paths = asTexts(list, /[,\n]+/)
    .flatMap(partsOf)
    .flatMap((text) => {
      if (NO_FILE.test(text)) return [];
      // A sentence about a file names it, or nobody knows which one is meant.
      if (text.split(/\s+/).length > 3 || /^(?:an?|the)\s/i.test(text)) {
        const [only, ...others] = new Set(text.match(/(?<![\w/.-])[\w@./-]*\w\.[a-z]\w{0,7}\b/gi) ?? []);
        return only !== undefined && others.length === 0 ? [only.replace(/^(?:\.\/|\/workspace\/)/, '')] : [];
      }
      const bare = /^[`'"]?([^\s`'"():]+\.\w+)[`'"]?(?::\s.*|\s+[(\u2013\u2014:-].*)?$/.exec(text)?.[1] ?? text;
      // Two words, and nothing of a path in them: what is printed, or what the work is.
      if (/\s/.test(bare) && !/[./\\]/.test(bare)) return [];
      return bare.replace(/^(?:\.\/|\/workspace\/)/, '');
    });
  return [...new Set(paths)];
};

export const bullets = (texts: readonly string[]): string => texts.map((t) => `- ${t}`).join('\n');

export const firstText = (item: JsonObject, keys: readonly string[]): string => {
  for (const key of keys) {
    const text = asText(pick(item, [key]));
    if (text !== '') return text;
  }
  return '';
};

/** Numbers become names; what has white space or capitals is made kebab-case, so that references still meet. */
export function toId(text: string, index: number): string {
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

/** Steps one behind the other without a list round them, and nothing else; null where that is not what it is. */
export function stepsInARow(text: string): unknown[] | null {
  const bare = text.replace(/^[ \t]*```\w*[ \t]*$/gm, '').trim();
  if (!/^\{[\s\S]*\}$/.test(bare) || bare.length > 100_000) return null;
  try {
    const steps: unknown = JSON.parse(`[${bare.replace(/\}\s*(?:,\s*)?(?=\{\s*")/g, '},')}]`);
    const isList = Array.isArray(steps) && steps.length > 1 && steps.every((step) => isObject(step) && isStep(step));
    const ids = isList ? (steps as unknown[]).map((step) => (isObject(step) ? firstText(step, ID) : '')) : [];
    return isList && !ids.includes('') && new Set(ids).size === ids.length ? steps : null;
  } catch {
    return null;
  }
}

const WRAPPERS = ['subtask', 'task', 'step', 'item'];
/** A step that stands in an object of its own: {"subtask": {"id": …}}. */
export function unwrappedStep(item: unknown): unknown {
  if (!isObject(item) || isStep(item)) return item;
  const inner = pick(item, WRAPPERS);
  return isObject(inner) && isStep(inner) ? { ...item, ...inner } : item;
}
