import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTemplate, TEMPLATE_NAMES, type Template, type TemplateName } from './template.js';

export type Templates = Readonly<Record<TemplateName, Template>>;

// The same from the sources and from dist: the build copies the folder to the same place beside the output.
const SHIPPED = fileURLToPath(new URL('../templates/', import.meta.url));

const read = (name: TemplateName, file: string): Template => parseTemplate(name, readFileSync(file, 'utf8'), file);

/**
 * A user's template says what it says where one prompt is asked for; attempts and voters that are to differ get its
 * other wordings, and then the shipped ones.
 */
function withMoreWordings(template: Template, shipped: readonly string[]): Template {
  const wordings = [...new Set([...template.wordings, ...shipped])];
  const isPlaced = Object.values(template.sections).some((section) => /\{\{\s*wording\s*\}\}/.test(section));
  if (isPlaced) return { ...template, wordings };
  const role = `${template.sections.role} {{wording}}`;
  return { ...template, sections: { ...template.sections, role }, wordings: ['', ...shipped] };
}

/**
 * The shipped templates, each replaced by the file of the same name in `overrides` where there is one.
 * @throws BadTemplate
 */
export function loadTemplates(overrides?: string): Templates {
  const load = (name: TemplateName): Template => {
    const shipped = read(name, join(SHIPPED, `${name}.yaml`));
    const own = overrides === undefined ? undefined : join(overrides, `${name}.yaml`);
    return own !== undefined && existsSync(own) ? withMoreWordings(read(name, own), shipped.wordings) : shipped;
  };
  return Object.fromEntries(TEMPLATE_NAMES.map((name) => [name, load(name)])) as Record<TemplateName, Template>;
}
