/* loom.toml of the head and of workers that know no more of it than its address. */

export const TOKEN = 'chaos-token-of-the-head';

const text = (value: string): string => JSON.stringify(value);

const MODEL = `provider = "openai_compatible"
model = "scripted"
context_window = 32768
max_concurrency = 8
timeout_seconds = 5`;

export interface HeadSettings {
  readonly host: string;
  readonly port: number;
  readonly redisUrl: string | null;
  readonly databaseUrl: string | null;
  readonly modelUrl: string;
  readonly dataDir: string;
  readonly scratchDir: string;
  readonly logDir: string;
}

export const headSettings = (of: HeadSettings): string => `
[server]
host = ${text(of.host)}
port = ${of.port}
webhook_allow = ["127.0.0.1"]
${of.host === '127.0.0.1' ? '' : `token = ${text(TOKEN)}`}
${of.redisUrl === null ? '' : `[redis]\nurl = ${text(of.redisUrl)}\n`}
[models.main]
base_url = ${text(of.modelUrl)}
roles = ["planner", "executor", "verifier", "extractor"]
${MODEL}
[workspace]
scratch_dir = ${text(of.scratchDir)}
[memory]
database_path = ${text(`${of.dataDir}/loom.db`)}
${of.databaseUrl === null ? '' : `database_url = ${text(of.databaseUrl)}`}
[execution]
auto_proceed_seconds = 0
[logging]
event_log_path = ${text(of.logDir)}
`;

export const farWorkerSettings = (of: { modelUrl: string; dataDir: string }): string => `
[models.main]
base_url = ${text(of.modelUrl)}
roles = ["executor"]
${MODEL}
[memory]
database_path = ${text(`${of.dataDir}/loom.db`)}
[logging]
event_log_path = ${text(`${of.dataDir}/logs`)}
`;
