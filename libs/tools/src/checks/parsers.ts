import { basename, extname } from 'node:path';
import { NO_INTERPRETER } from './exit-codes.js';
import type { Language } from './parse-thread.js';

/** How a type of file is parsed: by a library in a thread of this process, or by its own interpreter in the sandbox. */
export type Parser =
  | {
      readonly kind: 'thread';
      /** Said in the result. */
      readonly by: string;
      readonly language: (path: string) => Language;
      /** Whether a text that does not parse may be of a dialect that nobody can parse here. */
      readonly isDialect?: (text: string) => boolean;
    }
  | {
      readonly kind: 'inside';
      readonly by: string;
      /** A bash script; exit 0 = parses, NO_INTERPRETER = cannot say. `file` is quoted. */
      readonly script: (file: string, text: string) => string | null;
    };

/** By the file's name; null where nobody can say. Pure. */
export function parserOf(path: string): Parser | null {
  return PARSERS[extname(path).toLowerCase()] ?? null;
}

const json: Parser = {
  kind: 'thread',
  by: 'JSON.parse',
  language: (path) => (WITH_COMMENTS.test(basename(path)) ? 'json_with_comments' : 'json'),
};
const yaml: Parser = {
  kind: 'thread',
  by: 'YAML parser',
  language: () => 'yaml',
  // Templates (Helm, Jinja) become YAML only when they are filled in.
  isDialect: (text) => /\{\{|\{%/.test(text),
};
const typescript: Parser = { kind: 'thread', by: 'TypeScript parser', language: () => 'typescript' };
const shell: Parser = { kind: 'inside', by: 'bash -n', script: shellScript };

const PARSERS: Readonly<Record<string, Parser>> = {
  '.json': json,
  '.yaml': yaml,
  '.yml': yaml,
  '.toml': { kind: 'thread', by: 'TOML parser', language: () => 'toml' },
  '.js': { kind: 'inside', by: 'node --check', script: (file, text) => nodeScript(file, text, ['mjs', 'cjs']) },
  '.mjs': { kind: 'inside', by: 'node --check', script: (file) => nodeScript(file, '', ['mjs']) },
  '.cjs': { kind: 'inside', by: 'node --check', script: (file) => nodeScript(file, '', ['cjs']) },
  '.ts': typescript,
  '.tsx': typescript,
  '.mts': typescript,
  '.cts': typescript,
  '.py': { kind: 'inside', by: 'python3 ast', script: pythonScript },
  '.sh': shell,
  '.bash': shell,
};

/** Configuration files that are read with comments and trailing commas by the tools they belong to. */
const WITH_COMMENTS =
  /^(?:[tj]sconfig.*|\.eslintrc|devcontainer|\.?jshintrc|api-extractor.*|deno|settings|launch|tasks|extensions|\.swcrc|\.babelrc|typedoc|turbo|nx)\.json$/i;

/** JSX and Flow in .js are for a bundler; Node cannot judge them. */
function nodeScript(file: string, text: string, kinds: readonly string[]): string | null {
  if (/@flow\b/.test(text) || /(?:^|[\s(=>?:&,])<(?:[A-Z][\w.]*|[a-z][\w-]*|)(?:\s[^<>]*)?\/?>/.test(text)) return null;
  // A copy whose name says what kind of module it is: .js may be either, whatever package.json says.
  const checks = kinds.map((kind) => `{ cp -- ${file} "$d/file.${kind}" && node --check "$d/file.${kind}"; }`);
  return `command -v node >/dev/null || exit ${NO_INTERPRETER}; d=$(mktemp -d) || exit ${NO_INTERPRETER}; trap 'rm -r "$d"' EXIT; ${checks.join(' || ')} || exit 1`;
}

function pythonScript(file: string): string {
  const program = 'import ast,sys; ast.parse(open(sys.argv[1],"rb").read(), sys.argv[1])';
  return `command -v python3 >/dev/null || exit ${NO_INTERPRETER}; python3 -I -c '${program}' ${file} || exit 1`;
}

function shellScript(file: string, text: string): string | null {
  const interpreter = /^#!.*?\b(\w+)\s*$/.exec(text.split('\n', 1)[0] ?? '')?.[1];
  if (interpreter !== undefined && !/^(?:ba|da|a)?sh$/.test(interpreter)) return null;
  return `bash -n ${file} || exit 1`;
}
