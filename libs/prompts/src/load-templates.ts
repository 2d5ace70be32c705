import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTemplate, TEMPLATE_NAMES, type Template, type TemplateName } from './template.js';

export type Templates = Readonly<Record<TemplateName, Template>>;

// The same from the sources and from dist: the build copies the folder to the same place beside the output.
const SHIPPED = fileURLToPath(new URL('../templates/', import.meta.url));

/**
 * The shipped templates, each replaced by the file of the same name in `overrides` where there is one.
 * @throws BadTemplate
 */
export function loadTemplates(overrides?: string): Templates {
  const load = (name: TemplateName): Template => {
    const own = overrides === undefined ? undefined : join(overrides, `${name}.yaml`);
    const file = own !== undefined && existsSync(own) ? own : join(SHIPPED, `${name}.yaml`);
    return parseTemplate(name, readFileSync(file, 'utf8'), file);
  };
  return Object.fromEntries(TEMPLATE_NAMES.map((name) => [name, load(name)])) as Record<TemplateName, Template>;
}
