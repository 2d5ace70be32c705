import { longFlag, takesValue, type CommandSpec, type OptionSpec } from './command-spec.js';

/**
 * `--context a=1 b=2` as `--context a=1 --context b=2`, for options that repeat. Once the operands are there, what
 * follows such a value belongs to it; before that it is an operand. (A parser that took every following word would
 * swallow the goal of `loom run --context a=1 GOAL`.)
 */
export function spreadValues(words: readonly string[], command: CommandSpec, globals: readonly OptionSpec[]): string[] {
  const known = new Map([...(command.options ?? []), ...globals].map((option) => [longFlag(option), option]));
  const wanted = (command.operands ?? '').split(' ').filter((operand) => operand.startsWith('<')).length;
  const spread: string[] = [];
  let operands = 0;
  let open: string | null = null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return [...spread, ...words.slice(i)];
    if (word.startsWith('--')) {
      const [flag = ''] = word.split('=', 1);
      const option = known.get(flag);
      open = option?.repeats ? flag : null;
      spread.push(word);
      const next = words[i + 1];
      if (option !== undefined && takesValue(option) && !word.includes('=') && next !== undefined) {
        spread.push(next);
        i++;
      }
    } else if (open !== null && operands >= wanted) {
      spread.push(open, word);
    } else {
      operands++;
      open = null;
      spread.push(word);
    }
  }
  return spread;
}
