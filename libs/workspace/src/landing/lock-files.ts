/** What an installation by a lock file leaves beside it, and how it is brought up to date. */
export interface Installation {
  /** Folders, from that of the lock file on; the first that is there counts. */
  readonly folders: readonly string[];
  /** In the folder of the lock file. */
  readonly command: (folder: string) => string;
}

const by = (command: string, ...folders: string[]): Installation => ({ folders, command: () => command });

const INSTALLATIONS: Readonly<Record<string, Installation>> = {
  'package-lock.json': by('npm ci', 'node_modules'),
  'npm-shrinkwrap.json': by('npm ci', 'node_modules'),
  'yarn.lock': by('yarn install', 'node_modules'),
  'pnpm-lock.yaml': by('pnpm install', 'node_modules'),
  'bun.lock': by('bun install', 'node_modules'),
  'bun.lockb': by('bun install', 'node_modules'),
  'deno.lock': by('deno install', 'node_modules'),
  'uv.lock': by('uv sync', '.venv'),
  'poetry.lock': by('poetry install', '.venv'),
  'pdm.lock': by('pdm sync', '.venv'),
  'Pipfile.lock': by('pipenv sync', '.venv'),
  'Cargo.lock': by('cargo vendor', 'vendor'),
  'go.sum': by('go mod vendor', 'vendor'),
  'Gemfile.lock': by('bundle install', 'vendor/bundle'),
  'composer.lock': by('composer install', 'vendor'),
  'mix.lock': by('mix deps.get', 'deps'),
  'Podfile.lock': by('pod install', 'Pods'),
};

/** By the name of a file; null = it locks nothing that is installed. */
export function installationOf(name: string): Installation | null {
  // The name is part of a command that people copy: it holds nothing that a shell reads.
  if (/^requirements[\w.-]*\.txt$/.test(name))
    return { folders: ['.venv', 'venv'], command: (folder) => `${folder}/bin/pip install -r ${name}` };
  return Object.hasOwn(INSTALLATIONS, name) ? (INSTALLATIONS[name] ?? null) : null;
}
