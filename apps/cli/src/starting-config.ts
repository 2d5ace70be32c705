import { kebab, ROLES, type Role } from '#domain';
import { sizeOf, tierOf, type FoundModel } from './model-servers.js';

/** Who plays which role. */
export type Cast = Readonly<Record<Role, FoundModel>>;

/**
 * A model for each role out of what there is: the largest plans, one for code executes, another than the executor
 * verifies where there is one, and the smallest extracts. `found` is not empty.
 */
export function suggestRoles(found: readonly FoundModel[]): Cast {
  const bySize = [...found].sort((a, b) => (sizeOf(b.model) ?? 0) - (sizeOf(a.model) ?? 0));
  const largest = bySize[0] as FoundModel;
  const executor = bySize.find((m) => /cod(er|e)|devstral/i.test(m.model)) ?? largest;
  const verifier = bySize.find((m) => m !== executor) ?? executor;
  return { planner: largest, executor, verifier, extractor: bySize.at(-1) ?? largest };
}

/** loom.toml for a cast: one section a model, with all the roles it plays. */
export function configText(cast: Cast): string {
  const models = [...new Set(ROLES.map((role) => cast[role]))];
  const names = new Set<string>();
  const sections = models.map((found) => {
    const plain = kebab(found.model).slice(0, 48) || 'model';
    let name = plain;
    for (let n = 2; names.has(name); n++) name = `${plain}-${n}`;
    names.add(name);
    const roles = ROLES.filter((role) => cast[role] === found);
    return [
      `[models.${name}] # ${tomlComment(found.server)}`,
      `provider = ${toml(found.provider)}`,
      `base_url = ${toml(found.baseUrl)}`,
      `model = ${toml(found.model)}`,
      `roles = [${roles.map(toml).join(', ')}]`,
      `# 1 = quick and small, 3 = the best there is; work that fails goes to a higher tier`,
      `tier = ${tierOf(found.model)}`,
      `# requests this server takes at once`,
      `max_concurrency = ${found.atOnce}`,
      '',
    ].join('\n');
  });
  return `# Written by \`loom init\`. docs/configuration.md lists every key with its default.
${sections.map((section) => `\n${section}`).join('')}`;
}

/** A TOML basic string: JSON's escapes are TOML's, but for the controls JSON leaves as they are. */
const toml = (text: string): string => JSON.stringify(text).replace(/\u007f/g, '\\u007f');
const tomlComment = (text: string): string => text.replace(/[^\x20-\x7e]/g, '');
