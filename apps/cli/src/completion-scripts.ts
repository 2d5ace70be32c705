import { longFlag, type CommandSpec, type OptionSpec } from './command-spec.js';

/** What there is to complete. */
interface Vocabulary {
  readonly commands: readonly CommandSpec[];
  readonly globals: readonly OptionSpec[];
  readonly names: readonly string[];
  readonly globalFlags: readonly string[];
  /** Values of options, by command and flag. */
  readonly choices: readonly { command: string; flag: string; values: readonly string[] }[];
}

const SHELLS = { bash, zsh, fish } as const;
export type Shell = keyof typeof SHELLS;
export const isShell = (name: string): name is Shell => Object.hasOwn(SHELLS, name);

export function completionScript(
  shell: Shell,
  commands: readonly CommandSpec[],
  globals: readonly OptionSpec[],
): string {
  return SHELLS[shell]({
    commands,
    globals,
    names: commands.map((spec) => spec.name),
    globalFlags: [...globals.map(longFlag), '--help'],
    choices: commands.flatMap((spec) =>
      (spec.options ?? []).flatMap((o) =>
        o.choices ? [{ command: spec.name, flag: longFlag(o), values: o.choices }] : [],
      ),
    ),
  });
}

const flagsOf = (spec: CommandSpec, globalFlags: readonly string[]): string[] => [
  ...(spec.options ?? []).map(longFlag),
  ...globalFlags,
];

function bash(words: Vocabulary): string {
  const { commands, names, globalFlags, choices } = words;
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
${commands.map((spec) => `    ${spec.name}) COMPREPLY=($(compgen -W "${[...operandWords(spec), ...flagsOf(spec, globalFlags)].join(' ')}" -- "$cur"));;`).join('\n')}
  esac
}
complete -F _loom loom
`;
}

const operandWords = (spec: CommandSpec): string[] => {
  if (spec.name === 'worker') return ['planner', 'executor', 'verifier', 'extractor'];
  return spec.name === 'completion' ? Object.keys(SHELLS) : [];
};

function zsh({ commands, globals }: Vocabulary): string {
  const quoted = (text: string): string => text.replace(/'/g, "'\\''").replace(/[[\]:]/g, '\\$&');
  return `#compdef loom
_loom() {
  local -a commands
  commands=(
${commands.map((spec) => `    '${spec.name}:${quoted(spec.about)}'`).join('\n')}
  )
  local cmd word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if (( \${commands[(I)$word:*]} )); then cmd=$word; break; fi
  done
  if [[ -z $cmd ]]; then
    _describe command commands
    _arguments ${globals.map((o) => `'${longFlag(o)}[${quoted(o.about)}]'`).join(' ')}
    return
  fi
  case $cmd in
${commands.map((spec) => `    ${spec.name}) _arguments ${[...(spec.options ?? []), ...globals].map((o) => `'${longFlag(o)}[${quoted(o.about)}]${o.choices ? `:value:(${o.choices.join(' ')})` : o.flags.includes('<') ? ':value:_files' : ''}'`).join(' ')}${operandWords(spec).length > 0 ? ` '*:value:(${operandWords(spec).join(' ')})'` : ''};;`).join('\n')}
  esac
}
if [ "$funcstack[1]" = _loom ]; then _loom "$@"; else compdef _loom loom; fi
`;
}

function fish({ commands, globals }: Vocabulary): string {
  const quoted = (text: string): string => text.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
  const option = (condition: string, o: { flags: string; about: string; choices?: readonly string[] }): string =>
    `complete -c loom${condition} -l ${/--([a-z-]+)/.exec(o.flags)?.[1] ?? ''}${o.flags.includes('<') ? ' -r' : ''}${o.choices ? ` -f -a '${o.choices.join(' ')}'` : ''} -d '${quoted(o.about)}'`;
  const within = (spec: CommandSpec): string => ` -n '__fish_seen_subcommand_from ${spec.name}'`;
  return `# fish completion for loom
${commands.map((spec) => `complete -c loom -n __fish_use_subcommand -f -a ${spec.name} -d '${quoted(spec.about)}'`).join('\n')}
${globals.map((o) => option('', o)).join('\n')}
${commands
  .flatMap((spec) => [
    ...(spec.options ?? []).map((o) => option(within(spec), o)),
    ...(operandWords(spec).length > 0
      ? [`complete -c loom${within(spec)} -f -a '${operandWords(spec).join(' ')}'`]
      : []),
  ])
  .join('\n')}
`;
}
