/** Lines that stand at the margin on purpose, and what opens a group of settings. */
const OF_MARGIN =
  /^(?:(?:async\s+def|def|class|import|from|export|function|fn|func|public|private|static|namespace|package|if\s+__name__)\b|[@#<})\]]|\/[/*]|(?!(?:else|try|finally):)[\w.-]+:\s*$)/;

/**
 * New lines in the place of the end of an indented line. Whoever copies that line without its indentation leaves it out
 * of the further lines too: they get it. `at`: where the place begins. Pure.
 */
export function indentedFrom(text: string, at: number, oldText: string, newText: string): string {
  const indent = text.slice(at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, at);
  if (!/^[ \t]+$/.test(indent) || oldText.includes('\n') || /^\s/.test(oldText + newText)) return newText;
  const [first = '', ...further] = newText.split('\n');
  const isWithout =
    further.some((line) => /^\S/.test(line)) && further.every((line) => line.trim() !== '' && !OF_MARGIN.test(line));
  return isWithout ? [first, ...further.map((line) => indent + line)].join('\n') : newText;
}
