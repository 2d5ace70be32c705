import { join } from 'node:path';

/** Sections of loom.toml. */
export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export type ProviderName = 'ollama' | 'openai_compatible';

export interface ConfigPlace {
  readonly provider: ProviderName;
  readonly modelUrl: string;
  readonly port: number;
  readonly workspace: string;
  readonly dataDir: string;
  readonly home: string;
}

/** Values are written as JSON, which TOML reads the same for what is used here. */
export function configText(of: ConfigPlace, over: Settings): string {
  const { provider } = of;
  const served = { provider, base_url: provider === 'ollama' ? of.modelUrl : `${of.modelUrl}/v1` };
  const defaults: Settings = {
    server: { port: of.port },
    'models.main': {
      model: 'scripted',
      roles: ['planner', 'executor', 'verifier', 'extractor'],
      max_concurrency: 16,
      timeout_seconds: 30,
    },
    workspace: { default_path: of.workspace, scratch_dir: join(of.dataDir, 'scratch') },
    memory: { database_path: join(of.dataDir, 'loom.db') },
    // Nobody looks at what would land: no test waits for somebody who might.
    execution: { auto_proceed_seconds: 0 },
    logging: { event_log_path: join(of.home, 'logs') },
  };
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(over)])];
  return names
    .map((name) => {
      const common = name.startsWith('models.') ? served : {};
      const values = Object.entries({ ...common, ...defaults[name], ...over[name] }).filter(
        ([, value]) => value !== undefined,
      );
      return `[${name}]\n${values.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join('')}`;
    })
    .join('\n');
}
