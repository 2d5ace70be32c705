import type { Deed } from '#contracts';
import type { CheckResult } from '#domain';
import { FILE, mask, QUOTE, sentencesOf, standingFor, type Masked } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';

/* What a goal wants from the output of a command stands in the file as the command has printed it. */

/** A file that is to hold what a command prints. */
export interface Wanted {
  readonly command: string;
  readonly path: string;
  /** One thing of the output: "the version it prints"; null = the whole. */
  readonly noun: string | null;
}

/** What a file is run by. */
export const RUN_BY = '(?:(?:python3?|node|bash|sh|ruby|perl|php|deno\\s+run|go\\s+run)\\s+)?';
const RUN = `\\b(?:run|execute|call|invoke)\\s+(?:the\\s+)?(?:(?:command|script|program)\\s+)?${RUN_BY}(${QUOTE}|${FILE})`;
const THEN = '(?:\\s+once)?,?\\s+(?:and\\s+then|and|then)\\s+';
const SAVE = '(?:save|write|store|put|capture|redirect|record)';
const WHOLE = '(?:all\\s+of\\s+)?(?:(?:the|its|all|whole|full|complete|entire)\\s+){0,3}';
const OUTPUT = '(?:standard\\s+)?(?:output|stdout)';
const PRINTS = '(?:prints(?:\\s+out)?|outputs|shows|reports|returns|gives)';
const EVERYTHING = '(?:what(?:ever)?|everything(?:\\s+that)?|all(?:\\s+that)?)';
const NOUN = 'the\\s+([a-z]{3,20})';
const OF_RUN = `(?:of|from)\\s+(?:(?:running|executing|calling)\\s+)?(?:the\\s+(?:command|script|program)\\s+)?${RUN_BY}(${QUOTE}|${FILE})`;
const INTO = `\\s+(?:in|into|to|as)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})\\s*[.!]?$`;
/** The command first, or its output, or the file; what is said behind it would change what is to stand there. */
const PHRASES: readonly (readonly [RegExp, 'whole' | 'one' | 'made'])[] = [
  [new RegExp(`${RUN}${THEN}${SAVE}\\s+${WHOLE}${OUTPUT}${INTO}`, 'i'), 'whole'],
  [new RegExp(`${RUN}${THEN}${SAVE}\\s+${EVERYTHING}\\s+(?:it|this|that)\\s+${PRINTS}${INTO}`, 'i'), 'whole'],
  [new RegExp(`^(?:please\\s+)?${SAVE}\\s+${WHOLE}${OUTPUT}\\s+${OF_RUN}${INTO}`, 'i'), 'whole'],
  [
    new RegExp(
      `^(?:please\\s+)?(?:create|make|write)\\s+(?:(?:a|the)\\s+(?:new\\s+)?file\\s+)?(${FILE})\\s+(?:with|from|holding|containing)\\s+${WHOLE}${OUTPUT}\\s+${OF_RUN}\\s*[.!]?$`,
      'i',
    ),
    'made',
  ],
  [new RegExp(`^(?:please\\s+)?${SAVE}\\s+what\\s+(${QUOTE}|${FILE})\\s+${PRINTS}${INTO}`, 'i'), 'whole'],
  [new RegExp(`${RUN}${THEN}${SAVE}\\s+${NOUN}\\s+(?:that\\s+|which\\s+)?it\\s+${PRINTS}${INTO}`, 'i'), 'one'],
  [
    new RegExp(
      `^(?:please\\s+)?${SAVE}\\s+${NOUN}\\s+(?:that\\s+|which\\s+)?(${QUOTE}|${FILE})\\s+${PRINTS}${INTO}`,
      'i',
    ),
    'one',
  ],
];
/** Other words of the goal by which the file may come to hold something else. */
const CHANGES_IT =
  /\b(?:sort\w*|add|append|prepend|insert|remove|drop|replace|format\w*|convert\w*|turn|prefix\w*|head(?:ing|er)|title|only|trim\w*|round\w*|summar\w+|explain\w*|translat\w+|without|instead|then|except|redact\w*|clean\w*|markdown|json|count|number of)\b/i;
/** What one counts or works out, a command does not print. */
const WORKED_OUT =
  /^(?:number|count|amount|difference|average|percentage|first|last|summary|time|date|output|list|lines)$/i;

/** Pure. */
export function wantedOutputs(told: string): Wanted[] {
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  return sentences.flatMap((sentence, at) => {
    const others = sentences.filter((_, n) => n !== at).join(' ');
    const found = PHRASES.flatMap(([pattern, of]) => {
      const match = pattern.exec(sentence);
      return match === null ? [] : [wantedIn(match, of, masked)];
    })[0];
    return found === undefined || found === null || CHANGES_IT.test(others) ? [] : [found];
  });
}

function wantedIn(match: RegExpExecArray, of: 'whole' | 'one' | 'made', masked: Masked): Wanted | null {
  const groups = match.slice(1).filter((group) => group !== undefined);
  if (of === 'made') groups.reverse();
  const path = standingFor(groups.at(-1) ?? '', masked, 'F')[0];
  const named = groups.slice(0, -1);
  const token = named.find((group) => group.startsWith('⟦')) ?? '';
  const command = [...standingFor(token, masked, 'Q'), ...standingFor(token, masked, 'F')][0];
  const noun = of !== 'one' ? null : (named.find((group) => !group.startsWith('⟦')) ?? null);
  if (path === undefined || command === undefined || path === command) return null;
  return noun !== null && WORKED_OUT.test(noun) ? null : { command, path, noun };
}

/** As two ways of calling the same are compared. */
const folded = (command: string): string =>
  command
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(^|[ '"])\.\//g, '$1')
    .replace(/\bpython3(?=\s)/g, 'python')
    .replace(/\bnodejs(?=\s)/g, 'node');
const ESCAPE = /\u001b\[[\d;]*[A-Za-z]/g;
const linesOf = (text: string): string[] =>
  text
    .replace(ESCAPE, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

interface Run {
  readonly lines: readonly string[];
  /** Nothing but the command, so that nothing else has printed. */
  readonly isPlain: boolean;
}

function runsOf(command: string, deeds: readonly Deed[]): Run[] {
  const wanted = folded(command);
  return deeds.flatMap(({ command: given = '', output }) => {
    const ran = folded(given);
    const at = ran.indexOf(wanted);
    // Behind a stroke or an arrow the output is another one, or none.
    if (output === undefined || at < 0 || /\||(?<!2)>(?!&)/.test(ran.slice(at + wanted.length))) return [];
    const shown = linesOf(output);
    // Loom's own remark stands last.
    if (/^\[.*\]$/.test(shown.at(-1) ?? '')) shown.pop();
    if (shown.length === 0 || shown[0] === '(no output)') return [];
    const isPlain =
      /^(?:[\w./-]+ )?$/.test(ran.slice(0, at)) &&
      ran
        .slice(at + wanted.length)
        .replace('2>&1', '')
        .trim() === '';
    return [{ lines: shown, isPlain }];
  });
}

/** Whether the last change of the file came from a shell that did more than say a text. */
function isFromACommand(path: string, deeds: readonly Deed[]): boolean {
  const last = deeds.findLast(({ paths }) => paths.includes(path));
  if (last === undefined) return true;
  return last.command !== undefined && !/^\s*(?:echo|printf|cat\s*<<|cat\s*>)/.test(last.command);
}

const isWithin = (some: readonly string[], all: readonly string[]): boolean => {
  const there = new Set(all);
  return some.every((line) => there.has(line));
};

/** Nobody knows what it prints who has not run it. */
const RUNS_CODE =
  /^(?:node|python|ruby|perl|php|bash|sh|npm|npx|make|go|cargo|deno|bun|java)\s|^[\w./-]+\.(?:sh|py|[cm]?js|rb|pl)\b/;

/** A sentence; null where the file may well be what was printed. Pure. */
export function printedProblem(
  { command, noun }: Wanted,
  path: string,
  text: string,
  deeds: readonly Deed[],
): string | null {
  const runs = runsOf(command, deeds);
  const own = linesOf(text);
  if (own.length === 0 || isFromACommand(path, deeds)) return null;
  if (runs.length === 0)
    return deeds.some((deed) => deed.command !== undefined) || !RUNS_CODE.test(folded(command))
      ? null
      : `${path} is to hold what ${command} prints, and no command was run`;
  const shown = runs[0]?.lines ?? [];
  const said = shown.join(' ').slice(0, 120);
  if (noun === null) {
    // Errors were shown among it, and belong to the output or do not.
    const isPart = ({ lines }: Run): boolean => isWithin(own, lines);
    const isMost = (run: Run): boolean => isPart(run) && own.length * 2 >= run.lines.length;
    const isSo = runs.some((run) => (run.isPlain ? isWithin(run.lines, own) || isMost(run) : isPart(run)));
    return isSo ? null : `${path} is to hold what ${command} prints, which is other text: ${said}`;
  }
  const values = new Set(runs.flatMap(({ lines }) => lines.flatMap((line) => valueOf(noun, line))));
  const [value, ...others] = values;
  if (value !== undefined && others.length === 0 && !text.toLowerCase().includes(value.toLowerCase()))
    return `${path} lacks the ${noun} that ${command} prints: ${value}`;
  const figures = text.match(FIGURE) ?? [];
  const all = runs.flatMap(({ lines }) => lines).join('\n');
  return figures.length > 0 && figures.every((figure) => !all.includes(figure)) && text.length <= LONGEST_VALUE
    ? `${path} holds ${figures[0] ?? ''}, and ${command} prints ${said}`
    : null;
}
const LONGEST_VALUE = 200;
const FIGURE = /\d[\d.]*/g;

/** What a line says that something is: "version: 1.4.2". */
function valueOf(noun: string, line: string): string[] {
  const word = new RegExp(
    `(?:^|[^\\w])${noun}["']?\\s{0,3}(?:[:=]|\\bis\\b)\\s{0,3}["']?([\\w][\\w.+/@-]{0,80})`,
    'i',
  ).exec(line)?.[1];
  return word === undefined ? [] : [word.replace(/[.,;]+$/, '').replace(/^v(?=\d)/, '')];
}

/** `told`: the user's words. Only of a task of one step: an earlier one may have run the command. */
export async function asPrinted(
  files: FilesView,
  told: string,
  deeds: readonly Deed[] | undefined,
): Promise<CheckResult[]> {
  if (deeds === undefined) return [];
  const faults: string[] = [];
  for (const wanted of wantedOutputs(told)) {
    const [path] = files.meant(wanted.path);
    const text = path === undefined || !files.isChanged(path) ? null : await files.text(path);
    const problem = path === undefined || text === null ? null : printedProblem(wanted, path, text, deeds);
    if (problem !== null) faults.push(problem);
  }
  return faults.length === 0 ? [] : [{ name: 'as_printed', passed: false, detail: faults.join('; ') }];
}
