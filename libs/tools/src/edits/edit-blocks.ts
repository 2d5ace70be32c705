/** A text to be found in a file, and what takes its place. */
export interface EditBlock {
  readonly before: string;
  readonly after: string;
}

const OPENS = /^(?:<{5,9}|-{5,9}) ?SEARCH>?$/;
const DIVIDES = /^={5,9}$/;
const CLOSES = /^(?:>{5,9}|\+{5,9}) ?REPLACE$/;
/** Where the text stands, and a line below that. */
const PLACE = /^:(?:start|end)_line:\s*\d+$/;
const BELOW_PLACE = /^-{5,9}$/;

/**
 * What blocks of search and replace ask for; null where anything else stands there, or one is not whole. Pure, linear.
 */
export function editBlocks(text: string): EditBlock[] | null {
  const blocks: EditBlock[] = [];
  let before: string[] | null = null;
  let after: string[] | null = null;
  let isPlaced = false;
  for (const line of text.replace(/\r\n/g, '\n').split('\n')) {
    const mark = line.trimEnd();
    if (before === null) {
      if (OPENS.test(mark)) [before, isPlaced] = [[], false];
      else if (mark !== '') return null;
    } else if (after === null) {
      if (DIVIDES.test(mark)) after = [];
      else if (before.length === 0 && PLACE.test(mark)) isPlaced = true;
      else if (before.length === 0 && isPlaced && BELOW_PLACE.test(mark)) isPlaced = false;
      else before.push(line);
    } else if (CLOSES.test(mark)) {
      blocks.push({ before: before.join('\n'), after: after.join('\n') });
      [before, after] = [null, null];
    } else if (OPENS.test(mark) || DIVIDES.test(mark)) return null;
    else after.push(line);
  }
  return before === null && blocks.length > 0 ? blocks : null;
}
