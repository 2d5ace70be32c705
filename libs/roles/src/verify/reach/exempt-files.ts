import { standingFor, type Masked } from '../stated/masked-text.js';
import { FILES, FILLERS } from '../stated/sentence.js';

/* "… in all files except a.js": what an order leaves out by its name. Pure. */

const EXCEPT =
  '(?:except(?:\\s+(?:for|in|to|from))?|but\\s+not(?:\\s+(?:in|to|from))?|other\\s+than|apart\\s+from|excluding)';
/** Why that is so; what is more may be another order. */
const REASON =
  '(?:,?\\s+(?:where|which|because|since|as|that)\\s+(?:(?:it|they|this|that|these)\\s+)?(?:is|are|was|were|has|have|needs?|keeps?|contains?|must\\s+keep)\\s[^.;!\\n]{1,120})';
const NAMED = new RegExp(`,?\\s+${EXCEPT}\\s+${FILLERS}(${FILES})${REASON}?(?=\\s*(?:[.;!]|$))`, 'iu');
/** A folder, or what is in it: "except in vendor/", "except what is generated". */
const FOLDER = new RegExp(
  `,?\\s+${EXCEPT}\\s+(?:(?:what\\s+is|what['’]s|the|those|files|code|everything|anything)\\s+){0,2}(?:in\\s+|below\\s+|under\\s+)?(?:the\\s+)?(?:folder\\s+|directory\\s+)?([\\w-]{3,40})(?:/|\\s+(?:folder|directory|files|code|ones))?(?=\\s*(?:[.;!]|$))`,
  'iu',
);

export interface Exempt {
  readonly files: readonly string[];
  /** The text without it. */
  readonly rest: string;
}

/** Files that a piece of a masked text leaves out by their names. */
export const namedExempt = (piece: string, masked: Masked): Exempt => ({
  files: standingFor(NAMED.exec(piece)?.[1] ?? '', masked, 'F'),
  rest: piece.replace(NAMED, ' '),
});

/** A word by which it leaves out what is in a folder that is called so, if there is one. */
export const folderExempt = (piece: string): string | null => FOLDER.exec(piece)?.[1] ?? null;
