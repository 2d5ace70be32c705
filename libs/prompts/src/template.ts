import { parseDocument } from 'yaml';
import { LoomError } from '#domain';

/** The sections of every prompt, in the order in which they are sent. */
export const SECTIONS = ['role', 'task_state', 'subtask', 'memory', 'tools', 'output_format', 'constraints'] as const;
export type Section = (typeof SECTIONS)[number];

interface Placeholders {
  /** What the prompt is worthless without. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** What each template may and must hold. `memory` and `tools` are filled in by the budget, all others by the caller. */
export const TEMPLATES = {
  planner: {
    required: ['goal', 'memory'],
    optional: ['context', 'instructions', 'task_state', 'tools', 'workspace', 'max_subtasks', 'nonce', 'wording'],
  },
  replanner: {
    required: ['goal', 'because', 'settled', 'memory'],
    optional: ['context', 'instructions', 'task_state', 'tools', 'workspace', 'max_subtasks', 'nonce', 'wording'],
  },
  executor: {
    required: ['description', 'acceptance_criteria', 'task_state', 'memory', 'tools', 'feedback', 'instructions'],
    optional: ['subtask_id', 'expected_outputs', 'checks', 'workspace', 'nonce', 'wording'],
  },
  verifier: {
    required: ['description', 'acceptance_criteria', 'memory'],
    optional: ['subtask_id', 'instructions', 'task_state', 'tools', 'workspace', 'nonce', 'wording'],
  },
  'goal-check': {
    required: ['goal', 'memory'],
    optional: ['context', 'instructions', 'task_state', 'tools', 'workspace', 'nonce', 'wording'],
  },
  extractor: {
    required: ['description', 'memory'],
    optional: ['subtask_id', 'instructions', 'verified', 'task_state', 'tools', 'workspace', 'nonce', 'wording'],
  },
} as const satisfies Record<string, Placeholders>;
export type TemplateName = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[];

export interface Template {
  readonly name: TemplateName;
  readonly sections: Readonly<Record<Section, string>>;
  /** Other openings, for attempts and voters that are to differ; never empty. */
  readonly wordings: readonly string[];
}

/** How each role's system prompt begins, whoever wrote the template. */
const OPENING: Readonly<Record<TemplateName, string>> = {
  planner: 'You are the planner of Loom',
  replanner: 'You are the planner of Loom',
  executor: 'You are the executor of Loom',
  verifier: 'You are the verifier of Loom',
  'goal-check': 'You are the verifier of Loom',
  extractor: 'You are the extractor of Loom',
};

export class BadTemplate extends LoomError {
  readonly code = 'bad_template';

  constructor(
    readonly file: string,
    problem: string,
    override readonly remedy: string,
  ) {
    super(`the prompt template ${file} ${problem}`);
  }
}

/** A template from its YAML text. `file` names it in errors. */
export function parseTemplate(name: TemplateName, text: string, file: string): Template {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error)
    throw new BadTemplate(file, `is not YAML: ${firstLine(error.message)}`, 'Mend the YAML, or delete the file.');
  const found: unknown = document.toJS();
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new BadTemplate(file, 'is not a map of sections', `Give it the sections ${SECTIONS.join(', ')}.`);
  const map = found as Record<string, unknown>;

  const unknown = Object.keys(map).find((key) => key !== 'wordings' && !(SECTIONS as readonly string[]).includes(key));
  if (unknown !== undefined)
    throw new BadTemplate(file, `has an unknown section "${unknown}"`, `The sections are ${SECTIONS.join(', ')}.`);
  const missing = SECTIONS.filter((section) => typeof map[section] !== 'string' || map[section].trim() === '');
  if (missing.length > 0)
    throw new BadTemplate(
      file,
      `lacks the section ${missing.map((m) => `"${m}"`).join(', ')}`,
      `Every template has the sections ${SECTIONS.join(', ')}, each a text.`,
    );

  const wordings = map['wordings'] ?? [''];
  if (!Array.isArray(wordings) || wordings.length === 0 || wordings.some((w) => typeof w !== 'string'))
    throw new BadTemplate(
      file,
      'has "wordings" that are not a list of texts',
      'Write one sentence a line, each after "- ".',
    );

  const sections = Object.fromEntries(SECTIONS.map((s) => [s, (map[s] as string).trim()])) as Record<Section, string>;
  if (!sections.role.startsWith(OPENING[name]))
    throw new BadTemplate(file, 'has another role', `Begin its section "role" with "${OPENING[name]}".`);
  checkPlaceholders(name, sections, file);
  return { name, sections, wordings: wordings as string[] };
}

function checkPlaceholders(name: TemplateName, sections: Readonly<Record<Section, string>>, file: string): void {
  const { required, optional }: Placeholders = TEMPLATES[name];
  const known = new Set([...required, ...optional]);
  const used = new Set<string>();
  for (const section of SECTIONS) {
    for (const [, placeholder] of sections[section].matchAll(PLACEHOLDER)) {
      used.add(placeholder as string);
      if (!known.has(placeholder as string))
        throw new BadTemplate(
          file,
          `has an unknown placeholder {{${placeholder}}} in its section "${section}"`,
          `This template knows ${[...known].map((k) => `{{${k}}}`).join(', ')}.`,
        );
    }
  }
  const lacking = required.filter((placeholder) => !used.has(placeholder));
  if (lacking.length > 0)
    throw new BadTemplate(
      file,
      `lacks the placeholder ${lacking.map((l) => `{{${l}}}`).join(', ')}`,
      'Put it where its text is to appear.',
    );
}

const PLACEHOLDER = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/**
 * Fills a section in one pass: what is put in is never read again, so braces, dollar signs and placeholders in a user's
 * text stay as they are.
 */
export function fill(section: string, values: Readonly<Record<string, string>>): string {
  return section.replace(PLACEHOLDER, (_whole, name: string) => values[name] ?? '').trimEnd();
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
