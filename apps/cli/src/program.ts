import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { COMMANDS, GLOBAL_OPTIONS } from './catalogue.js';
import type { CommandSpec, OptionSpec } from './command-spec.js';
import { EXIT, exitCodeOf, Unreachable, WrongUsage } from './exit-codes.js';
import { processInterrupt } from './interrupt.js';
import type { Invocation } from './invocation.js';
import { jsonLine, processOutput, type Output } from './output.js';
import { clean } from './render/text.js';
import { spreadValues } from './spread-values.js';
import { version } from './version.js';

/** Parses and runs one command line. Answers the exit code; never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let chosen: { spec: CommandSpec; operands: Invocation['operands']; options: Record<string, unknown> } | null = null;
  const program = buildProgram((spec, operands, options) => {
    chosen = { spec, operands, options };
  });
  const early = processOutput({ json: argv.includes('--json'), color: !argv.includes('--no-color') });
  try {
    await program.parseAsync(prepared(argv), { from: 'user' });
    if (chosen === null) return EXIT.done;
    const { spec, operands, options } = chosen as {
      spec: CommandSpec;
      operands: Invocation['operands'];
      options: Record<string, unknown>;
    };
    const globals = program.opts<{
      config?: string;
      server?: string;
      token?: string;
      json?: boolean;
      color: boolean;
    }>();
    const body = await spec.load();
    return await body({
      command: spec.name,
      operands,
      options,
      globals: {
        ...(globals.config === undefined ? {} : { config: globals.config }),
        ...(globals.server === undefined ? {} : { server: globals.server }),
        ...(globals.token === undefined ? {} : { token: globals.token }),
        json: globals.json === true,
      },
      output: processOutput({ json: globals.json === true, color: globals.color }),
      env: process.env,
      cwd: process.cwd(),
      interrupt: processInterrupt(),
    });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : misused(error, argv, early);
    if (!(error instanceof Unreachable)) return reportFailure(error, early);
    return reportFailure((await wrongConfiguration(program.opts())) ?? error, early);
  }
}

/** Where nothing answers at the configured address, a mistake in the configuration is the likelier cause. */
async function wrongConfiguration(globals: { config?: string; server?: string }): Promise<unknown> {
  if (globals.server !== undefined || (process.env['LOOM_SERVER_URL'] ?? '') !== '') return null;
  try {
    const { loadConfig } = await import('#config');
    loadConfig(globals.config === undefined ? {} : { path: globals.config });
    return null;
  } catch (error) {
    return error;
  }
}

/** One sentence, what to do about it, and the exit code. */
function reportFailure(error: unknown, output: Output): number {
  const exitCode = exitCodeOf(error);
  const { code, remedy } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    remedy?: unknown;
  };
  const message = clean(error instanceof Error ? error.message : String(error)).trim();
  const advice = typeof remedy === 'string' && remedy !== '' ? clean(remedy) : null;
  if (output.json) {
    const problem = {
      code: typeof code === 'string' ? code : 'internal_error',
      message,
      remedy: advice,
      exit_code: exitCode,
    };
    output.err(jsonLine({ error: problem }));
  } else {
    output.err(`${output.errColors.red('loom:')} ${message}\n${advice === null ? '' : `${advice}\n`}`);
  }
  return exitCode;
}

/** A line that commander could not read; where there is none at all, it has shown the help. */
function misused(error: CommanderError, argv: readonly string[], output: Output): number {
  if (error.code === 'commander.help') return EXIT.usage;
  const command = COMMANDS.find((spec) => argv.includes(spec.name));
  const message = error.message.replace(/^error: /, '');
  const help = `\`loom${command === undefined ? '' : ` ${command.name}`} --help\` shows what there is.`;
  return reportFailure(new WrongUsage(message, help), output);
}

function prepared(argv: readonly string[]): string[] {
  const [first, topic] = argv;
  // Help on what does not exist would show everything, and not say so.
  const unknown = first === 'help' && topic !== undefined && !COMMANDS.some((spec) => spec.name === topic);
  if (unknown && topic !== 'help') return argv.slice(1);
  const command = COMMANDS.find(
    (spec) => spec.options?.some((option) => 'repeats' in option) && argv.includes(spec.name),
  );
  if (command === undefined) return [...argv];
  const at = argv.indexOf(command.name);
  return [...argv.slice(0, at + 1), ...spreadValues(argv.slice(at + 1), command, GLOBAL_OPTIONS)];
}

type Chosen = (spec: CommandSpec, operands: Invocation['operands'], options: Record<string, unknown>) => void;

export function buildProgram(onChosen: Chosen): Command {
  const program = new Command('loom')
    .description(
      'Plans a goal, runs it on your own models, verifies it, and changes your folder only with work that passed.',
    )
    .usage('[options] COMMAND')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (command) => [command.name(), usageOf(command)].join(' ').trim(),
    })
    .showSuggestionAfterError(true)
    // Said as every other complaint is, once it has come to an end here.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  for (const option of GLOBAL_OPTIONS) program.addOption(asOption(option));
  program.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 the task failed or was cancelled, 2 wrong usage or configuration,\n3 server or Redis cannot be reached, 130 interrupted.\n\nExample:\n  $ loom run "add a --verbose flag with tests" --workspace .',
  );
  for (const spec of COMMANDS) addCommand(program, spec, onChosen);
  return program;
}

const usageOf = (command: Command): string =>
  command.registeredArguments
    .map((a) => (a.required ? `<${a.name()}${a.variadic ? '...' : ''}>` : `[${a.name()}]`))
    .join(' ');

function addCommand(program: Command, spec: CommandSpec, onChosen: Chosen): void {
  const command = program.command(spec.operands === undefined ? spec.name : `${spec.name} ${spec.operands}`);
  command.summary(spec.about).description([sentence(spec.about), ...(spec.more ? [spec.more] : [])].join('\n'));
  command.helpOption('-h, --help', 'show help').allowExcessArguments(false);
  for (const option of spec.options ?? []) command.addOption(asOption(option));
  command.addHelpText(
    'after',
    `\n${spec.examples.length > 1 ? 'Examples' : 'Example'}:\n${spec.examples.map((e) => `  $ ${e}`).join('\n')}`,
  );
  command.action((...given: unknown[]) => {
    const operands = given.slice(0, -2) as Invocation['operands'];
    onChosen(spec, operands, command.opts());
  });
}

const sentence = (about: string): string => `${about[0]?.toUpperCase() ?? ''}${about.slice(1)}.`;

function asOption(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.about);
  if (spec.required) option.makeOptionMandatory();
  if (spec.choices) option.choices(spec.choices);
  if (spec.integer) {
    const [least, most] = spec.integer;
    option.argParser((text) => {
      const n = Number(text);
      if (/^\d+$/.test(text) && n >= least && n <= most) return n;
      throw new InvalidArgumentError(
        most > 100_000
          ? `It must be a whole number of at least ${least}.`
          : `It must be a whole number from ${least} to ${most}.`,
      );
    });
  }
  const filled = (text: string): string => notEmpty(text, spec.forNothing);
  if (spec.repeats) option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), filled(text)]);
  else if (option.argChoices === undefined && option.parseArg === undefined && (option.required || option.optional))
    option.argParser(filled);
  return option;
}

/** `--workspace "$UNSET"` means no folder, and least of all the current one. */
function notEmpty(text: string, instead?: string): string {
  if (text === '') throw new InvalidArgumentError(['It must not be empty.', ...(instead ? [instead] : [])].join(' '));
  return text;
}
