import picomatch from 'picomatch';
import type { FileChange, SubtaskSpec } from '#domain';
import { linesByFile } from '../diff-lines.js';
import { isCode, isDocument } from '../file-kinds.js';
import { isLooselyNamed } from '../reach/loosely-named.js';
import { isNearName } from '../reach/near-name.js';
import { closedUp } from '../closed-up.js';

/**
 * Files that a subtask's own checks run and that the attempt changed without being asked to: a check that was bent
 * proves nothing. Pure.
 */
export function bentChecks(
  changes: readonly FileChange[],
  diff: string,
  subtask: SubtaskSpec,
  scripts: readonly string[] = [],
): string[] {
  const words = new Set(
    subtask.checks
      .flatMap((check) =>
        wordsOf(check.replace(LOOKED_INTO, ' ').replace(READ, (part) => (isOfOneFile(part) ? ' ' : part))),
      )
      .map((word) => word.replace(/^\.\//, '')),
  );
  const text = `${subtask.description}\n${subtask.acceptanceCriteria}`;
  const isOutput = outputIn(subtask.expectedOutputs);
  return [
    ...changes
      .filter(({ operation, path }) => operation !== 'create' && words.has(path) && !isOutput(path))
      .map(({ path }) => path)
      .filter((path) => !isToBeChanged(path, text)),
    // Where package.json is what the step is about, its scripts may change; one that cannot fail is no check any more.
    ...otherScripts(diff, subtask.checks, text, isOutput('package.json') ? cannotFail : undefined),
    ...otherScripts(diff, scripts, text, cannotFail),
    ...changes.flatMap(({ operation, path }) =>
      operation === 'create' && IN_PLACE_OF_A_RUNNER.test(path) ? [path] : [],
    ),
  ];
}

/** Whether the plan names a path as what is to come of the step: itself, by a pattern, or without its folder. */
function outputIn(outputs: readonly string[]): (path: string) => boolean {
  const tests = outputs.map((given) => {
    const output = given.replace(/^\.\//, '');
    if (!picomatch.scan(output).isGlob)
      return (path: string) => isLooselyNamed(path, output) || isNearName(path, output);
    return /\w/.test(output) ? picomatch(output, { dot: true }) : (): boolean => false;
  });
  return (path) => tests.some((test) => test(path));
}

const wordsOf = (command: string): string[] => command.split(/[\s;&|()<>"'=`]+/);

const commands = (programs: string): RegExp =>
  new RegExp(
    `(?<=^|[;&|({\\n]|\\b(?:then|do|else|if|while)\\s)\\s*(?:!\\s*)?(?:${programs})(?:'[^'\\n]*'|"[^"$\`\\n]*"|[^;&|<>()\`'"\\n])*`,
    'g',
  );
/**
 * A command that only looks into files, or whether they can be read: these are what is judged, and judge nothing. One
 * that takes its patterns from a file is none.
 */
const LOOKED_INTO = commands(
  String.raw`(?:test|\[|wc|ls|stat)\s|(?:[ef]?grep|rg)\s(?![^;&|\n]*(?<=\s)(?:-\w*f\b|--file))|python3?\s+-m\s+(?:py_compile|compileall)\s|node\s+(?:--check|-c)\s|(?:ba)?sh\s+-n\s|php\s+-l\s`,
);
/** A command with a program of its own, or one that reads: where it names one file of data, that is what is judged. */
const READ = commands(
  String.raw`python3?\s+(?:-c|-m\s+json\.tool)\s|(?:node|ruby|perl)\s+-\w{0,3}[ep]\s|(?:jq|yq|xmllint|yamllint|msgfmt|iconv|head|tail|cat|file|cut|sort|uniq)\s|g?awk\s+(?!-f)|sed\s+-n\s|docker[\s-]compose\s(?=[^;&|\n]*\sconfig\b)`,
);
const DATA = /\.(?:json|jsonl|geojson|ya?ml|toml|xml|ini|conf|html?|css|po|pot|ics|vcf|bib|srt|vtt)$/i;
function isOfOneFile(command: string): boolean {
  const files = new Set(
    wordsOf(command).filter((word) => word.includes('/') || isCode(word) || isDocument(word) || DATA.test(word)),
  );
  const [only = '', ...others] = files;
  return others.length === 0 && (isDocument(only) || DATA.test(only));
}

/** A module of the project that tests find before the library of that name. */
const IN_PLACE_OF_A_RUNNER =
  /(?:^|\/)(?:unittest|pytest|doctest|hypothesis|sitecustomize|usercustomize)(?:\.py|\/__init__\.py)$/;
const RUNS_SCRIPT = /\b(?:npm|pnpm|yarn|bun)\s+(?:--\S+\s+)*(?:run(?:-script)?\s+)?([\w:.-]+)/g;

/** A script in quotes that ends well whatever it runs; one that is gone cannot fail either. */
const cannotFail = (script: string): boolean =>
  /^$|\|\|\s{0,9}(?:true|:|exit 0|echo\b[^"]{0,2000})\s{0,9}"$|;\s{0,9}(?:true|exit 0)\s{0,9}"$|^"\s{0,9}(?:true|:|exit 0|echo\b[^&|;]{0,2000})\s{0,9}"$/.test(
    closedUp(script),
  );

/** Scripts of package.json that a check runs and that do something else than before. */
function otherScripts(
  diff: string,
  checks: readonly string[],
  text: string,
  isBent: (script: string) => boolean = () => true,
): string[] {
  if (/package\.json|\bscripts?\b/i.test(text)) return [];
  const scripts = new Set(checks.flatMap((check) => [...check.matchAll(RUNS_SCRIPT)].map(([, name = '']) => name)));
  const saysOf = (lines: readonly string[], name: string): string | undefined =>
    lines.map((line) => line.split(`"${name}"`)[1]).find((rest) => /^\s*:\s*"/.test(rest ?? ''));
  return [...linesByFile(diff)].flatMap(([path, { added, removed }]) =>
    /(?:^|\/)package\.json$/.test(path)
      ? [...scripts].flatMap((name) => {
          const [was, is] = [saysOf(removed, name), saysOf(added, name)].map(
            (rest) => /^\s*:\s*("(?:[^"\\]|\\.)*")/.exec(rest ?? '')?.[1],
          );
          return was !== undefined && was !== is && isBent(is ?? '') ? [`${path} (script "${name}")`] : [];
        })
      : [],
  );
}

/** Spoken of other than as what has to pass; or, unnamed, where the text asks for tests. */
function isToBeChanged(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const parts = text.split(name);
  if (parts.length === 1) return /\b(?:tests?|specs?|checks?)\b/i.test(text);
  return parts.slice(1).some((after, index) => {
    const before = parts[index] ?? '';
    return (
      !/^[`'"]?\s+(?:pass|succeed|exit|is green|goes green|work)/i.test(after) &&
      !/\b(?:run|runs|running|pass|passes|by)\s+[\w./`'"-]*$/i.test(before)
    );
  });
}
