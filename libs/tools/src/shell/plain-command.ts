const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
};
const ENTITY = /&(?:amp|lt|gt|quot|apos|#39);/g;
/** Of a script, what stands in quotes or is escaped. */
const QUOTED = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g;
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u3000]/;
/** Lines that a person would type at a prompt: a word that is a dollar sign alone is no command. */
const PROMPT = /^[ \t]*\$[ \t]+(?=\S)/;
const FENCE = /^(`{3,}|~{3,})[\w+-]*[ \t]*\n/;

/**
 * A command without what models copy round it: a fence, a prompt sign, HTML's entities. No shell means an entity
 * outside of quotes; one within them may well be meant, and stays where none is outside. Pure.
 */
export function plainCommand(written: string): string {
  const command = withPlainBlanks(withoutPrompts(withoutFence(written)));
  if (command.includes('<<') || command.replace(QUOTED, '').search(ENTITY) < 0) return command;
  return command.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity);
}

/** To a shell only these are blanks; others outside of quotes are none that anybody meant. */
function withPlainBlanks(command: string): string {
  if (!BLANKS.test(command) || command.includes('<<')) return command;
  return command.replace(new RegExp(`${QUOTED.source}|${BLANKS.source}`, 'g'), (part) =>
    part.length === 1 ? ' ' : part,
  );
}

function withoutFence(command: string): string {
  const text = command.trim();
  const [whole, mark] = FENCE.exec(text) ?? [];
  if (whole === undefined || mark === undefined || !text.endsWith(`\n${mark}`)) return command;
  return text.slice(whole.length, -mark.length).trim();
}

/** Only where each line has one: the others may be what a command printed. */
function withoutPrompts(command: string): string {
  const lines = command.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => PROMPT.test(line))
    ? lines.map((line) => line.replace(PROMPT, '')).join('\n')
    : command;
}
