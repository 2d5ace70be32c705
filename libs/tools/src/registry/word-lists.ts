/* Commands that are sent as the list of their words. Pure. */

/**
 * The words of such a list, which may be written as JSON: no command of a shell begins like one. Null for anything
 * else.
 */
export function wordsOf(value: unknown): readonly string[] | null {
  let list = value;
  if (typeof value === 'string' && /^\s*\[\s*"/.test(value)) {
    try {
      list = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return Array.isArray(list) && list.length > 0 && list.every((word) => typeof word === 'string') ? list : null;
}

/** The words of a command as one text; those that only call a shell hold it already. */
export function commandOf(words: readonly string[]): string {
  const [shell = '', ...rest] = words;
  const flags = rest.slice(0, -1).join(' ');
  const script = rest.at(-1);
  if (script !== undefined && /(?:^|\/)(?:ba|z|da)?sh$/.test(shell) && /^-(?:l?c|cl|l -c)$/.test(flags)) return script;
  if (script === undefined) return shell;
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
