import { basename, extname } from 'node:path';
import { parse as parseToml } from 'toml';
import { parseAllDocuments } from 'yaml';
import { NO_INTERPRETER } from './exit-codes.js';

export type Parsed = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** How a type of file is parsed: by a library in this process, or by its own interpreter inside the sandbox. */
export type Parser =
  | {
      readonly kind: 'here';
      /** Said in the result. */
      readonly by: string;
      /** Null when the text is of a dialect nobody can parse here. */
      readonly parse: (text: string, path: string) => Parsed | null | Promise<Parsed | null>;
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

const json: Parser = { kind: 'here', by: 'JSON.parse', parse: parseJson };
const yaml: Parser = { kind: 'here', by: 'YAML parser', parse: parseYamlText };
const typescript: Parser = { kind: 'here', by: 'TypeScript parser', parse: parseTypeScript };
const shell: Parser = { kind: 'inside', by: 'bash -n', script: shellScript };

const PARSERS: Readonly<Record<string, Parser>> = {
  '.json': json,
  '.yaml': yaml,
  '.yml': yaml,
  '.toml': { kind: 'here', by: 'TOML parser', parse: (text) => attempt(() => parseToml(text)) },
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

function attempt(parse: () => unknown): Parsed {
  try {
    parse();
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Configuration files that are read with comments and trailing commas by the tools they belong to. */
const WITH_COMMENTS =
  /^(?:[tj]sconfig.*|\.eslintrc|devcontainer|\.?jshintrc|api-extractor.*|deno|settings|launch|tasks|extensions|\.swcrc|\.babelrc|typedoc|turbo|nx)\.json$/i;

function parseJson(text: string, path: string): Parsed {
  return attempt(() => JSON.parse(WITH_COMMENTS.test(basename(path)) ? withoutComments(text) : text) as unknown);
}

/** Strings are left as they are. */
function withoutComments(text: string): string {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : ' ',
  );
  return bare.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? '' : part));
}

function parseYamlText(text: string): Parsed | null {
  const parsed = attempt(() => {
    // Documents, not values: aliases are not expanded, so a small file cannot become a huge one.
    const documents = parseAllDocuments(text, { logLevel: 'error' });
    const errors = Array.isArray(documents) ? documents.flatMap((document) => document.errors) : [];
    if (errors[0] !== undefined) throw errors[0];
  });
  // Templates (Helm, Jinja) become YAML only when they are filled in.
  return !parsed.ok && /\{\{|\{%/.test(text) ? null : parsed;
}

async function parseTypeScript(text: string, path: string): Promise<Parsed | null> {
  // Loom runs without the compiler; where it is installed, it is used.
  const ts = await import('typescript').then(
    (module) => module.default,
    () => null,
  );
  if (ts === null) return null;
  const { diagnostics } = ts.transpileModule(text, {
    fileName: basename(path),
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.Preserve,
      experimentalDecorators: true,
    },
  });
  const [first] = (diagnostics ?? []).filter((d) => d.category === ts.DiagnosticCategory.Error && d.code < 2000);
  if (first === undefined) return { ok: true };
  const at = first.file?.getLineAndCharacterOfPosition(first.start ?? 0);
  const line = at === undefined ? '' : `line ${at.line + 1}: `;
  return { ok: false, problem: line + ts.flattenDiagnosticMessageText(first.messageText, '\n') };
}

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
