/* Lines of a file that a text gives without a fence, as far as it says how many they are. Pure. */

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ANNOUNCED = new RegExp(
  `\\b(?:(?:these|the\\s{1,4}following)\\s{1,4}(${WORDS.join('|')}|\\d{1,2})\\s{1,4}lines|(?:this|the\\s{1,4}following)\\s{1,4}(?:(?:one|single|exact)\\s{1,4})?line)(?:\\s{1,4}and\\s{1,4}nothing\\s{1,4}else)?[ \\t]{0,4}:[ \\t]{0,8}\\n(?=[^\\n])`,
  'gi',
);
/** Items of a list, something quoted or fenced, and words about a line instead of the line. */
const NOT_ITSELF =
  /^(?:[-*•>+]\s|\d{1,3}[.)]\s|["'`“„«‘~]|\s*$|(?:the|an?|your|its|his|their|one|each|first|second|then)\s)/i;

/** The same text with fences round such lines. */
export function withFences(text: string): string {
  let fenced = '';
  let from = 0;
  for (const match of text.matchAll(ANNOUNCED)) {
    const at = match.index + match[0].length;
    if (match.index < from) continue;
    const said = match[1]?.toLowerCase();
    const count = said === undefined ? 1 : /^\d/.test(said) ? Number(said) : WORDS.indexOf(said) + 1;
    const lines = text.slice(at).split('\n', count);
    if (lines.length < count || /^\s/.test(lines[0] ?? '') || lines.some((line) => NOT_ITSELF.test(line))) continue;
    const end = at + lines.join('\n').length;
    fenced += `${text.slice(from, at)}\`\`\`\n${lines.join('\n')}\n\`\`\``;
    from = end;
  }
  return fenced + text.slice(from);
}
