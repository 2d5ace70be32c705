import type { LoomConfig, ModelConfig } from '#config';
import type { ModelView } from './api/views.js';
import { LoomClient } from './client.js';
import { checkModel, type Finding } from './diagnosis.js';
import type { Invocation } from './invocation.js';
import { probeModels } from './probing.js';
import { mannerOf, openIn } from './render/manner.js';
import { serverAddress } from './server-address.js';

type Seen = ReadonlyMap<string, Pick<ModelView, 'detail' | 'profile'>>;

/** Every model of the configuration: whether its server has it, what that gives it, and what the model can do. */
export async function modelFindings(call: Invocation, config: LoomConfig): Promise<Finding[]> {
  const findings = await Promise.all(config.models.map(checkModel));
  const fit = config.models.filter((_, at) => findings[at]?.state === 'ok');
  if (fit.length === 0) return findings;
  const probe = call.options['probe'] === true;
  if (probe) call.output.err('Asking every model what it can do…\n');
  const seen = (await seenByServer(call, probe)) ?? (await seenFromHere(call, fit, probe));
  return config.models.map((model, at) => withAbilities(findings[at] as Finding, model, seen));
}

function withAbilities(finding: Finding, { name, roles }: ModelConfig, seen: Seen): Finding {
  const view = seen.get(name);
  if (finding.state !== 'ok' || view === undefined) return finding;
  const open = openIn(view.profile);
  const parts = [finding.says, view.detail, mannerOf(view.profile), ...(open === '' ? [] : [`not known: ${open}`])];
  const says = parts.filter((part) => part !== '').join('; ');
  if (view.profile?.tools === 'none' && roles.includes('executor'))
    return { ...finding, state: 'warning', says, remedy: `Take "executor" out of the roles of [models.${name}].` };
  return { ...finding, says };
}

/** What the configured server's workers have found out; null where no Loom answers. */
async function seenByServer(call: Invocation, probe: boolean): Promise<Seen | null> {
  try {
    const client = new LoomClient(await serverAddress(call));
    if ((await client.whoAnswers()) !== 'loom') return null;
    const views = probe ? (await probeModels(client, undefined)).views : await client.get('/models');
    return new Map(views.map((view) => [view.name, view]));
  } catch {
    return null;
  }
}

async function seenFromHere(call: Invocation, models: readonly ModelConfig[], probe: boolean): Promise<Seen> {
  const { createModelClient, LocalEndpointSlots, profileView } = await import('#models');
  const client = createModelClient(models, { slots: new LocalEndpointSlots() });
  try {
    if (probe) {
      const signal = call.interrupt.listen();
      for (const { name } of models) {
        await client.probeNow(name, signal);
        signal.throwIfAborted();
      }
    }
    const reports = await client.probeEndpoints();
    return new Map(
      models.map((model, at) => {
        const profile = profileView(client.profileOf(model.name), model);
        return [model.name, { detail: reports[at]?.detail ?? '', profile }];
      }),
    );
  } finally {
    await client.close();
  }
}
