import { ROLES } from '#domain';
import { EXIT, Interrupted } from '../exit-codes.js';
import type { Invocation } from '../invocation.js';
import { jsonLine, lines, type Colors } from '../output.js';
import { oneLine } from '../render/text.js';
import {
  checkDataDir,
  checkGit,
  checkNode,
  checkRedis,
  checkSandbox,
  checkToolchains,
  type Finding,
} from '../diagnosis.js';
import { modelFindings } from '../model-findings.js';
import { checkStores } from '../store-sizes.js';

const SIGNS = { ok: '✓', warning: '!', broken: '✗' } as const;

/** Works without a server: everything is looked at from here. */
export async function doctor(call: Invocation): Promise<number> {
  const { output } = call;
  const findings: Finding[] = [];
  const report = (finding: Finding): void => {
    findings.push(finding);
    if (!output.json) output.out(lines(findingLines(finding, output.colors)));
  };
  report(checkNode(process.versions.node));
  report(await checkGit());
  const { loadConfig, rolesWithoutModel } = await import('#config');
  let isRead = false;
  try {
    const config = loadConfig({
      ...(call.globals.config === undefined ? {} : { path: call.globals.config }),
      env: call.env,
      cwd: call.cwd,
    });
    isRead = true;
    report({
      what: 'configuration',
      state: config.source === null ? 'warning' : 'ok',
      says: config.source ?? 'no loom.toml was found; every key has its default',
      ...(config.source === null ? { remedy: '`loom init` writes one.' } : {}),
    });
    report(await checkRedis(config.redis.url));
    report(await checkSandbox(config.sandbox.mode));
    for (const finding of await checkToolchains(config)) report(finding);
    report(await checkDataDir(config.dataDir));
    report(await checkStores(config.dataDir, config.workspace.maxStoreGib * 2 ** 30));
    if (config.models.length === 0) {
      report({
        what: 'models',
        state: 'broken',
        says: 'none is configured',
        remedy: '`loom init` finds the ones on this machine.',
      });
    }
    for (const finding of await modelFindings(call, config)) report(finding);
    const missing = config.models.length === 0 ? [] : rolesWithoutModel(config.models, ROLES);
    if (missing.length > 0) {
      report({
        what: 'roles',
        state: 'broken',
        says: `no model plays ${missing.join(', ')}`,
        remedy: `Add ${missing.map((role) => `"${role}"`).join(', ')} to the roles of a [models.NAME] section.`,
      });
    }
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const remedy = (error as { remedy?: unknown }).remedy;
    report({
      what: 'configuration',
      state: 'broken',
      says: error instanceof Error ? error.message : String(error),
      ...(typeof remedy === 'string' ? { remedy } : {}),
    });
    // What this machine has does not hang on it: as without a configuration.
    if (!isRead) {
      report(await checkRedis(call.env['LOOM_REDIS_URL']));
      report(await checkSandbox('auto'));
    }
  }
  const broken = findings.filter((finding) => finding.state === 'broken').length;
  if (output.json) output.out(jsonLine({ ok: broken === 0, findings }));
  else output.out(broken === 0 ? '\nLoom can work here.\n' : `\n${broken} of ${findings.length} checks failed.\n`);
  return broken === 0 ? EXIT.done : EXIT.failed;
}

export function findingLines({ what, state, says, remedy }: Finding, colors: Colors): string[] {
  const paint = { ok: colors.green, warning: colors.yellow, broken: colors.red }[state];
  return [
    `${paint(SIGNS[state])} ${oneLine(what)}: ${oneLine(says)}`,
    ...(remedy === undefined || state === 'ok' ? [] : [`  ${colors.dim('→')} ${oneLine(remedy)}`]),
  ];
}
