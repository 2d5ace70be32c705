import { wordsIn } from '../rows/full-text.js';
import type { Dialect } from './dialect.js';

/** Postgres refuses an index entry above 1 MiB and a word above 2 KiB. */
const MOST_INDEXED_WORDS = 20_000;
const LONGEST_WORD = 255;

/** Weights of D (detail), C, B (tags) and A (summary); 1 = a long entry counts less for the same words. */
const SCORE = `ts_rank('{0.25, 0.25, 0.5, 1.0}', f.words, to_tsquery('loom_words', @match), 1)`;

/**
 * As the other database's tokenizer sees it: letters and digits, accents aside. A path or an address is several words.
 */
const plainWords = (text: string): string =>
  wordsIn(text)
    .slice(0, MOST_INDEXED_WORDS)
    .map((word) => withoutAccents(word).slice(0, LONGEST_WORD))
    .join(' ');

const withoutAccents = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

export const POSTGRES: Dialect = {
  lockTask: 'SELECT 1 FROM tasks WHERE id = @id FOR UPDATE',
  takeable: 'FOR UPDATE SKIP LOCKED',
  size: 'SELECT pg_database_size(current_database()) AS bytes',
  elements: (list) => `json_array_elements_text(CAST(${list} AS json)) AS elements(value)`,
  fullText: {
    async index(sql, { seq, summary, detail, tags }) {
      await sql.run(
        `INSERT INTO memory_fts (seq, words) VALUES (@seq, setweight(to_tsvector('loom_words', @summary), 'A')
           || setweight(to_tsvector('loom_words', @tags), 'B') || setweight(to_tsvector('loom_words', @detail), 'D'))`,
        { seq, summary: plainWords(summary), detail: plainWords(detail), tags: plainWords(tags) },
      );
    },
    found: `SELECT m.*, ${SCORE} AS score FROM memory_fts f JOIN memory m ON m.seq = f.seq`,
    matches: `f.words @@ to_tsquery('loom_words', @match)`,
    // Quoted, so that no word is read as an operator.
    anyOf: (words) =>
      words
        .map(({ text, isPrefix }) => ({ text: withoutAccents(text).slice(0, LONGEST_WORD), isPrefix }))
        .filter(({ text }) => text !== '')
        .map(({ text, isPrefix }) => (isPrefix ? `'${text}':*` : `'${text}'`))
        .join(' | '),
  },
};
