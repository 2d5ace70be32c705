import type { CheckResult, FileChange } from '#domain';
import { isTestFile } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* "median([4, 1, 3, 2]) is 2.5": an example of what a function gives is a check of its own. */

export interface Example {
  readonly name: string;
  /** JSON of the list of arguments. */
  readonly given: string;
  /** JSON of the result. */
  readonly wanted: string;
}

const VALUE =
  '-?\\d+(?:\\.\\d+)?|"[^"\\n]{0,80}"|\'[^\'\\n]{0,80}\'|\\[[^[\\]\\n]{0,120}\\]|\\{[^{}\\n]{0,120}\\}|true|false|null|True|False|None';
const EXAMPLE = new RegExp(
  `(?<![\\w$.])([A-Za-z_$][\\w$]{0,60})\\(([^()\\n]{0,120})\\)\`?\\s*(?:\\b(?:is|gives|returns|yields|equals|((?:should|must)\\s+(?:be|return|give|equal)))\\b|->|=>|→|={1,3})\\s*\`?(${VALUE})(?=\`?\\s*(?:[.,;:)]?(?:\\s|$)))(?!\`?\\s+(?!and\\b|but\\b|while\\b|or\\b|[A-Za-z_$][\\w$]*\\()\\w)`,
  'g',
);
/** By these an example may tell what is amiss. */
const TELLS_OF_FAULTS =
  /\b(?:currently|instead|wrong\w*|bugs?|fix\w*|incorrect\w*|actual\w*|at\s+the\s+moment|broken|fail\w*|although|why|used\s+to|returned|gave|was|were|errors?|crash\w*|expected|behaves)\b/i;
const MOST = 8;

/** JSON of what is written as a value of JavaScript or Python. */
function asJson(text: string): string | null {
  const json = text
    .replace(/'([^'"\\]{0,80})'/g, '"$1"')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false')
    .replace(/\bNone\b/g, 'null');
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return null;
  }
}

/** Examples that a text gives. Pure. */
export function examplesIn(text: string): Example[] {
  const tellsOfFaults = TELLS_OF_FAULTS.test(text);
  const all = [...text.matchAll(EXAMPLE)].flatMap(([, name = '', args = '', modal, result = '']): Example[] => {
    const [given, wanted] = [asJson(`[${args}]`), asJson(result)];
    const isSaidAgain = text.split(`${name}(${args})`).length > 2;
    if (given === null || wanted === null || isSaidAgain || (tellsOfFaults && modal === undefined)) return [];
    return [{ name, given, wanted }];
  });
  // Of what is said in two ways nobody knows which is meant.
  return all
    .filter((one) =>
      all.every((other) => other.name !== one.name || other.given !== one.given || other.wanted === one.wanted),
    )
    .slice(0, MOST);
}

const escaped = (name: string): string => name.replaceAll('$', '\\$');
/** Whether the text offers the function to others, by the language of the file. */
function offers(path: string, text: string, name: string): boolean {
  const own = escaped(name);
  if (path.endsWith('.py')) return new RegExp(`^def ${own}\\(`, 'm').test(text);
  if (!/\.[cm]?js$/.test(path)) return false;
  return new RegExp(
    `^export\\s{1,9}(?:async\\s{1,9})?(?:function\\*?\\s{1,9}|const\\s{1,9})${own}\\b|^export\\s{0,9}\\{[^}]{0,4000}\\b${own}\\b|\\bexports\\.${own}\\s*=|^module\\.exports\\s{0,9}=\\s{0,9}(?:\\{[^}]{0,4000}\\b${own}\\b|${own}\\b)`,
    'm',
  ).test(text);
}

/** Words by which one value for all may be right. */
const OF_ALL = /\b(?:always|constant\w*|every|any|all|each|regardless|whatever|fixed|stub|dummy|placeholder)\b/i;

/** At least one. */
const ARGUMENTS = '(?=[^()\\n]{0,300}\\w)[^()\\n]{1,300}';

/** Whether all that a function does with its arguments is to give the one result of the example. Pure. */
export function givesOnly(path: string, text: string, { name, wanted }: Example): boolean {
  const own = escaped(name);
  const body = path.endsWith('.py')
    ? new RegExp(
        `^def ${own}\\(${ARGUMENTS}\\)[^:\\n]*:[ \\t]*\\n(?:[ \\t]+(?:"""[^"]*"""|#.*)\\n)*[ \\t]+return[ \\t]+(\\S[^\\n]*)$`,
        'm',
      ).exec(text)?.[1]
    : new RegExp(
        `(?:\\bfunction\\s+${own}\\(${ARGUMENTS}\\)\\s*\\{\\s*return\\s+([^;{}\\n]+?);?\\s*\\}|\\b${own}\\s*=\\s*\\(?[\\w, ]{0,200}\\w\\)?\\s*=>\\s*([^;{}\\n]+?)\\s*(?:;|$))`,
        'm',
      )
        .exec(text)
        ?.slice(1)
        .find((part) => part !== undefined);
  return body !== undefined && asJson(body.trim()) === wanted;
}

const FOR_EXAMPLE = /\b(?:for\s+(?:example|instance)|e\.g|such\s+as|examples?)\b/i;
const LOOKS_UP =
  /return[ \t]+\{([^{}]{1,2000})\}(?:\[[ \t]*\w+[ \t]*\]|\.get\([^()\n]{1,80}\))[ \t]{0,9};?[ \t]{0,99}$/m;
/** Whether a function finds its results in a table that holds those of the examples and no other. Pure. */
export function knowsOnly(text: string, examples: readonly Example[]): boolean {
  const table = LOOKS_UP.exec(text)?.[1];
  if (table === undefined || examples.length === 0) return false;
  const entries = table.split(/,(?=[^,]*:)/).filter((entry) => entry.trim() !== '');
  return (
    entries.length === examples.length &&
    examples.every(({ given, wanted }) =>
      entries.some(
        (entry) =>
          asJson(`[${entry.slice(0, entry.indexOf(':'))}]`) === given &&
          asJson(entry.slice(entry.indexOf(':') + 1).trim()) === wanted,
      ),
    )
  );
}

/** Ends so where the function has run and given something else. */
const OTHERWISE = 66;
const FAILS = new RegExp(`^exit code ${OTHERWISE} in `);

function commandFor(path: string, { name, given, wanted }: Example): string {
  const inQuotes = (code: string): string => `'${code.replaceAll("'", "'\\''")}'`;
  const own = JSON.stringify(name);
  if (path.endsWith('.py')) {
    const code = `import importlib.util, json, os, sys
path = ${JSON.stringify(path)}
sys.path[:0] = [os.path.dirname(os.path.abspath(path)), os.getcwd()]
spec = importlib.util.spec_from_file_location("looked_at", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
wanted = json.loads(${JSON.stringify(wanted)})
try:
    got = getattr(module, ${own})(*json.loads(${JSON.stringify(given)}))
    got = json.loads(json.dumps(got))
except Exception as error:
    print("raises " + repr(error)); sys.exit(${OTHERWISE})
near = isinstance(got, (int, float)) and isinstance(wanted, (int, float)) and abs(got - wanted) < 1e-9
if got != wanted and not near:
    print("gives " + json.dumps(got)); sys.exit(${OTHERWISE})`;
    return `timeout 10 python3 -c ${inQuotes(code)} </dev/null`;
  }
  const code = `import { isDeepStrictEqual } from "node:util";
const module = await import(${JSON.stringify(`./${path}`)});
const made = module[${own}] ?? module.default?.[${own}] ?? module.default;
const wanted = ${wanted};
let said = null;
try {
  const result = await made(...${given});
  const got = result === undefined ? null : JSON.parse(JSON.stringify(result));
  const near = typeof got === "number" && typeof wanted === "number" && Math.abs(got - wanted) < 1e-9;
  if (!near && !isDeepStrictEqual(got, wanted)) said = "gives " + JSON.stringify(result);
} catch (error) {
  said = "throws " + error;
}
if (said !== null) { console.log(said); process.exit(${OTHERWISE}); }`;
  return `timeout 10 node --input-type=module -e ${inQuotes(code)} </dev/null`;
}

/** `told`: the user's words; `changes`: all of the task's. What cannot be run here says nothing. */
export async function examplesHold(
  files: FilesView,
  changes: readonly FileChange[],
  told: string,
): Promise<CheckResult[]> {
  const examples = examplesIn(told);
  if (examples.length === 0) return [];
  const texts: { readonly path: string; readonly text: string }[] = [];
  // What an earlier step has made may be gone by now.
  for (const path of [...new Set(changes.map((change) => change.path))].slice(0, 50)) {
    const text = isTestFile(path) ? null : await files.text(path);
    if (text !== null && !/["'\\$`\n]/.test(path)) texts.push({ path, text });
  }
  const faults: string[] = [];
  let ran = 0;
  for (const example of examples) {
    const [place, ...others] = texts.filter(({ path, text }) => offers(path, text, example.name));
    if (place === undefined || others.length > 0) continue;
    const { passed, detail } = await files.run(commandFor(place.path, example));
    if (passed) ran++;
    const own = examples.filter(({ name }) => name === example.name);
    if (passed && FOR_EXAMPLE.test(told) && knowsOnly(place.text, own))
      faults.push(`${example.name} is a table of the examples, and knows nothing else`);
    const isOne = examples.every((other) => other.name !== example.name || other.wanted === example.wanted);
    if (passed && isOne && example.given !== '[]' && !OF_ALL.test(told) && givesOnly(place.path, place.text, example))
      faults.push(
        `${example.name} gives ${example.wanted} whatever it is given: the result of the example, and nothing else`,
      );
    if (!passed && FAILS.test(detail)) {
      const said = detail.split('\n').slice(1).join(' ').trim().slice(0, 200);
      faults.push(`${example.name}(${example.given.slice(1, -1)}) ${said}, and not ${example.wanted}`);
    }
  }
  if (faults.length + ran === 0) return [];
  const detail = faults.length === 0 ? `${ran} give what they are to` : faults.join('; ');
  return [{ name: 'examples', passed: faults.length === 0, detail }];
}
