import {
  COMMAND_LINE_TEST,
  commandLine,
  PARSE_CSV,
  PARSE_CSV_TEST,
  PARSE_CSV_WRONG,
  PEOPLE,
  TO_JSON,
  TO_JSON_TEST,
} from './program-files.js';

/* The demo's model: a pure function from the conversation to the next answer. */

export interface ScriptRequest {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** Names of the tools that are offered. */
  readonly tools: readonly string[];
}

export interface ScriptReply {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }[];
  /** The remembered line that the answer relies on. */
  readonly recalled?: string;
}

export const GOAL =
  'Build a small converter from CSV to JSON in JavaScript, without dependencies: `node csv2json.mjs FILE.csv` prints ' +
  'the rows as JSON objects. Quoted fields must work. Write tests for node --test.';

export function answer(request: ScriptRequest): ScriptReply {
  const system = request.messages.find((m) => m.role === 'system')?.content ?? '';
  const prompt = request.messages.find((m) => m.role === 'user')?.content ?? '';
  const role = /You are the (planner|executor|verifier|extractor)/.exec(system + prompt)?.[1];
  const subtask = /^# (?:Your|The) subtask: (\S+)/m.exec(prompt)?.[1] ?? '';
  switch (role) {
    case 'planner':
      return say(JSON.stringify({ subtasks: PLAN }));
    case 'executor':
      return execute(subtask, prompt, request.messages.filter((m) => m.role === 'assistant').length);
    case 'verifier':
      return say(JSON.stringify(verdict(prompt)));
    case 'extractor':
      return say(JSON.stringify(MEMORY[subtask] ?? []));
    default:
      // A look at what the endpoint can do, not a part of the work.
      return say('ok');
  }
}

const say = (text: string): ScriptReply => ({ text, calls: [] });

const PLAN = [
  {
    id: 'parse-csv',
    description: 'Create src/parse-csv.mjs, which turns CSV text into rows, and its tests in test/parse-csv.test.mjs.',
    depends_on: [],
    model_tier: 1,
    verification_tier: 2,
    is_critical_path: true,
    acceptance_criteria:
      'A comma, a line break or a doubled quote inside a quoted field belongs to the field; tests show it.',
    expected_outputs: ['src/parse-csv.mjs', 'test/parse-csv.test.mjs'],
    checks: ['node --test test/parse-csv.test.mjs'],
  },
  {
    id: 'to-json',
    description:
      'Create src/to-json.mjs, which turns a header and rows into JSON, and its tests in test/to-json.test.mjs.',
    depends_on: [],
    model_tier: 1,
    verification_tier: 2,
    is_critical_path: false,
    acceptance_criteria: 'Each row becomes an object with the names of the header as keys; tests show it.',
    expected_outputs: ['src/to-json.mjs', 'test/to-json.test.mjs'],
    checks: ['node --test test/to-json.test.mjs'],
  },
  {
    id: 'command-line',
    description:
      'Create csv2json.mjs, which reads the file it is given and prints JSON with the two modules under src, an example ' +
      'in examples/people.csv, and its tests in test/csv2json.test.mjs.',
    depends_on: ['parse-csv', 'to-json'],
    model_tier: 1,
    verification_tier: 2,
    is_critical_path: true,
    acceptance_criteria:
      'node csv2json.mjs examples/people.csv prints the example as JSON; without a file it says how it is used.',
    expected_outputs: ['csv2json.mjs', 'examples/people.csv', 'test/csv2json.test.mjs'],
    checks: ['node --test test/csv2json.test.mjs'],
  },
];

/** What an executor does, a turn each. */
type Steps = readonly ScriptReply[];

const call = (name: string, args: Readonly<Record<string, unknown>>, text = ''): ScriptReply => ({
  text,
  calls: [{ name, arguments: args }],
});
const write = (path: string, content: string): ScriptReply => call('write_file', { path, content });
const runTests = (path: string): ScriptReply => call('shell_execute', { command: `node --test ${path}` });
const finish = (summary: string): ScriptReply => call('finish', { summary });

function execute(subtask: string, prompt: string, turn: number): ScriptReply {
  const steps = stepsOf(subtask, prompt);
  return steps[turn] ?? finish('Nothing is left to do.');
}

function stepsOf(subtask: string, prompt: string): Steps {
  switch (subtask) {
    case 'parse-csv':
      return prompt.includes('Earlier attempts did not pass')
        ? [
            write('src/parse-csv.mjs', PARSE_CSV),
            write('test/parse-csv.test.mjs', PARSE_CSV_TEST),
            runTests('test/parse-csv.test.mjs'),
            finish(
              'src/parse-csv.mjs now reads the text character by character, so that quotes are respected. The tests pass.',
            ),
          ]
        : [
            write('src/parse-csv.mjs', PARSE_CSV_WRONG),
            write('test/parse-csv.test.mjs', PARSE_CSV_TEST),
            // The claim is not true, and nobody believes it: the check runs the tests.
            finish('Wrote src/parse-csv.mjs and its tests. Everything works.'),
          ];
    case 'to-json':
      return [
        write('src/to-json.mjs', TO_JSON),
        write('test/to-json.test.mjs', TO_JSON_TEST),
        runTests('test/to-json.test.mjs'),
        finish('Wrote src/to-json.mjs and its tests, which pass.'),
      ];
    case 'command-line': {
      const parse = remembered(prompt, 'src/parse-csv.mjs', 'parse');
      const json = remembered(prompt, 'src/to-json.mjs', 'stringify');
      const first = write('csv2json.mjs', commandLine(parse.name, json.name));
      return [
        { ...first, ...(parse.line === null ? {} : { recalled: parse.line }) },
        write('examples/people.csv', PEOPLE),
        write('test/csv2json.test.mjs', COMMAND_LINE_TEST),
        runTests('test/csv2json.test.mjs'),
        finish('Wrote csv2json.mjs with an example and tests, which pass.'),
      ];
    }
    default:
      return [call('finish', { summary: '', status: 'blocked', reason: 'The demo has no script for this subtask.' })];
  }
}

/**
 * The name a module exports, as the memory of earlier work tells it; without memory it can only be guessed, wrongly.
 */
function remembered(prompt: string, module: string, guess: string): { name: string; line: string | null } {
  const memory = /# What is known from before\n([\s\S]*?)\n# /.exec(prompt)?.[1] ?? '';
  for (const line of memory.split('\n')) {
    const at = line.indexOf(`${module} exports `);
    const name = at < 0 ? undefined : /^\w+/.exec(line.slice(at + `${module} exports `.length))?.[0];
    if (name !== undefined) return { name, line: line.trim() };
  }
  return { name: guess, line: null };
}

function verdict(prompt: string): object {
  if (prompt.includes("line.split(',')")) {
    return {
      passed: false,
      issues: ['A quoted field with a comma is broken in two: each line is split at every comma.'],
      confidence: 0.95,
      suggestion: 'Read the text character by character and keep track of quotes.',
    };
  }
  return { passed: true, issues: [], confidence: 0.95, suggestion: '' };
}

const MEMORY: Readonly<Record<string, readonly object[]>> = {
  'parse-csv': [
    {
      type: 'decision',
      summary: 'src/parse-csv.mjs exports parseCsv(text): an array of rows, the first of which is the header',
      detail: 'Each row is an array of strings.',
      tags: ['csv', 'module'],
      relevance_to: ['command-line'],
    },
    {
      type: 'error',
      summary: 'Splitting a CSV line at every comma breaks quoted fields',
      detail: 'The first attempt did so and its test failed; the text is read character by character instead.',
      tags: ['csv', 'quotes'],
      relevance_to: ['command-line'],
    },
  ],
  'to-json': [
    {
      type: 'decision',
      summary: 'src/to-json.mjs exports toJson(header, rows): JSON text of one object a row',
      detail: 'Missing fields become empty strings.',
      tags: ['json', 'module'],
      relevance_to: ['command-line'],
    },
  ],
};
