import { COMMANDS, GLOBAL_OPTIONS, longFlag, type CommandSpec } from '../catalogue.js';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { textOperand, type Invocation } from '../invocation.js';

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

export async function completion(call: Invocation): Promise<number> {
  const shell = textOperand(call, 0);
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) throw new WrongUsage(`there is no completion for "${shell}"`, 'Name bash, zsh or fish.');
  call.output.out(script());
  return EXIT.done;
}

const globalFlags = [...GLOBAL_OPTIONS.map(longFlag), '--help'];
const flagsOf = (spec: CommandSpec): string[] => [...(spec.options ?? []).map(longFlag), ...globalFlags];
const names = COMMANDS.map((spec) => spec.name);

/** Values of options, by command and flag. */
const choices = COMMANDS.flatMap((spec) =>
  (spec.options ?? []).flatMap((o) =>
    o.choices ? [{ command: spec.name, flag: longFlag(o), values: o.choices }] : [],
  ),
);

function bash(): string {
  return `# bash completion for loom
_loom() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} cmd= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${names.join('|')}) cmd=$word; break;; esac
  done
  case "$cmd $prev" in
${choices.map((c) => `    "${c.command} ${c.flag}") COMPREPLY=($(compgen -W "${c.values.join(' ')}" -- "$cur")); return;;`).join('\n')}
    *" --config"|*" --workspace"|*" --output"|*" --dir") COMPREPLY=($(compgen -f -- "$cur")); return;;
  esac
  case $cmd in
    "") COMPREPLY=($(compgen -W "${[...names, 'help', '--version', ...globalFlags].join(' ')}" -- "$cur"));;
${COMMANDS.map((spec) => `    ${spec.name}) COMPREPLY=($(compgen -W "${[...operandWords(spec), ...flagsOf(spec)].join(' ')}" -- "$cur"));;`).join('\n')}
  esac
}
complete -F _loom loom
`;
}

const operandWords = (spec: CommandSpec): string[] => {
  if (spec.name === 'worker') return ['planner', 'executor', 'verifier', 'extractor'];
  return spec.name === 'completion' ? Object.keys(SHELLS) : [];
};

function zsh(): string {
  const quoted = (text: string): string => text.replace(/'/g, "'\\''").replace(/[[\]:]/g, '\\$&');
  return `#compdef loom
_loom() {
  local -a commands
  commands=(
${COMMANDS.map((spec) => `    '${spec.name}:${quoted(spec.about)}'`).join('\n')}
  )
  local cmd word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if (( \${commands[(I)$word:*]} )); then cmd=$word; break; fi
  done
  if [[ -z $cmd ]]; then
    _describe command commands
    _arguments ${GLOBAL_OPTIONS.map((o) => `'${longFlag(o)}[${quoted(o.about)}]'`).join(' ')}
    return
  fi
  case $cmd in
${COMMANDS.map((spec) => `    ${spec.name}) _arguments ${[...(spec.options ?? []), ...GLOBAL_OPTIONS].map((o) => `'${longFlag(o)}[${quoted(o.about)}]${o.choices ? `:value:(${o.choices.join(' ')})` : o.flags.includes('<') ? ':value:_files' : ''}'`).join(' ')}${operandWords(spec).length > 0 ? ` '*:value:(${operandWords(spec).join(' ')})'` : ''};;`).join('\n')}
  esac
}
if [ "$funcstack[1]" = _loom ]; then _loom "$@"; else compdef _loom loom; fi
`;
}

function fish(): string {
  const quoted = (text: string): string => text.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
  const option = (condition: string, o: { flags: string; about: string; choices?: readonly string[] }): string =>
    `complete -c loom${condition} -l ${/--([a-z-]+)/.exec(o.flags)?.[1] ?? ''}${o.flags.includes('<') ? ' -r' : ''}${o.choices ? ` -f -a '${o.choices.join(' ')}'` : ''} -d '${quoted(o.about)}'`;
  const within = (spec: CommandSpec): string => ` -n '__fish_seen_subcommand_from ${spec.name}'`;
  return `# fish completion for loom
${COMMANDS.map((spec) => `complete -c loom -n __fish_use_subcommand -f -a ${spec.name} -d '${quoted(spec.about)}'`).join('\n')}
${GLOBAL_OPTIONS.map((o) => option('', o)).join('\n')}
${COMMANDS.flatMap((spec) => [
  ...(spec.options ?? []).map((o) => option(within(spec), o)),
  ...(operandWords(spec).length > 0 ? [`complete -c loom${within(spec)} -f -a '${operandWords(spec).join(' ')}'`] : []),
]).join('\n')}
`;
}
