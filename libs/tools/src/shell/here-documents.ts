/** The word behind `<<`, and whether a quote or a stroke before it keeps the text as it stands. */
const OPENER = /(?<!<)<<(-?)[ \t]*(["'\\]?)([A-Za-z_]\w*)/;
/** What a shell puts something else in place of. */
const EXPANDED = /(?<!\\)(?:\$(?:[A-Za-z_]\w{0,60}|[0-9@#?*!-]|\{[^}\n]{1,60}\}|\([^)\n]{0,60}\)?)|`[^`\n]{1,60}`)/g;
const MOST_LINES = 20_000;
const MOST_NAMED = 4;

/** A command without the texts of its here-documents, and those texts whose word is not quoted. Pure. */
export function hereDocuments(command: string): { readonly bare: string; readonly open: readonly string[] } {
  if (!command.includes('<<')) return { bare: command, open: [] };
  const bare: string[] = [];
  const open: string[] = [];
  let until: string | null = null;
  let isOpen = false;
  let indented = false;
  let lines: string[] = [];
  const end = (): void => {
    if (isOpen) open.push(lines.join('\n'));
    [until, lines] = [null, []];
  };
  for (const line of command.split('\n', MOST_LINES)) {
    if (until !== null) {
      if ((indented ? line.replace(/^\t+/, '') : line) === until) end();
      else lines.push(line);
      continue;
    }
    bare.push(line);
    const [whole, dash, quote, word] = OPENER.exec(line) ?? [];
    if (whole === undefined || word === undefined) continue;
    [until, isOpen, indented] = [word, quote === '', dash === '-'];
  }
  if (until !== null) end();
  return { bare: bare.join('\n'), open };
}

/** Variables and commands within here-documents that the shell puts its own text in place of, a few of them. Pure. */
export function expandedIn(command: string): readonly string[] {
  const pieces = hereDocuments(command).open.flatMap((text) => text.match(EXPANDED) ?? []);
  return [...new Set(pieces)].slice(0, MOST_NAMED);
}

const MARK = /^[A-Z_][A-Z0-9_]*$/;

/** Word of a here-document that is never closed, since the line meant to close it has blanks round the word. Pure. */
export function closedWithBlanks(command: string): string | null {
  if (!command.includes('<<')) return null;
  let open: { readonly word: string; readonly indented: boolean; readonly isMark: boolean } | null = null;
  let isMeant = false;
  for (const line of command.split('\n', MOST_LINES)) {
    if (open !== null) {
      if ((open.indented ? line.replace(/^\t+/, '') : line) === open.word) [open, isMeant] = [null, false];
      else if (line.trim() === open.word) isMeant = true;
      continue;
    }
    const [, dash, quote, word] = OPENER.exec(line) ?? [];
    if (word !== undefined) open = { word, indented: dash === '-', isMark: quote !== '' || MARK.test(word) };
  }
  return open?.isMark === true && isMeant ? open.word : null;
}
