import type { Dialect } from './dialect.js';

/** Weights of summary, detail and tags. bm25 is the lower the better; the score is turned round. */
const SCORE = '-bm25(memory_fts, 4.0, 1.0, 2.0)';

export const SQLITE: Dialect = {
  // One writer at a time, and it holds the lock from the start of its transaction.
  lockTask: null,
  takeable: '',
  size: 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
  elements: (list) => `json_each(${list})`,
  fullText: {
    // The very text of the row: the index reads it from there when it needs it again.
    async index(sql, { seq, summary, detail, tags }) {
      await sql.run('INSERT INTO memory_fts (rowid, summary, detail, tags) VALUES (@seq, @summary, @detail, @tags)', {
        seq,
        summary,
        detail,
        tags,
      });
    },
    found: `SELECT m.*, ${SCORE} AS score FROM memory_fts JOIN memory m ON m.seq = memory_fts.rowid`,
    matches: 'memory_fts MATCH @match',
    // Quoted, so that no word is read as an operator.
    anyOf: (words) => words.map(({ text, isPrefix }) => (isPrefix ? `"${text}" *` : `"${text}"`)).join(' OR '),
  },
};
