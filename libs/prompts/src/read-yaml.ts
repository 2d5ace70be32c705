import { Composer, Parser, type CST, type Document } from 'yaml';

/** Of no file that people write, or too long to be read while everything else waits. */
class UnreadableYaml extends Error {
  override readonly name = 'UnreadableYaml';
}

/** In characters: about half a second. */
const LONGEST = 400_000;

/**
 * Whether tokens of YAML lie in one another deeper than people write. What composes values of them calls itself for
 * each level, and near the end of its stack a regular expression that is compiled just then ends the whole process: no
 * error is thrown that could be caught. Uses nothing from outside its braces, as it runs as text in another thread too.
 */
export function isNestedTooDeeply(tokens: Iterable<CST.Token>, deepest = 200): boolean {
  const open: [token: CST.Token, depth: number][] = [];
  for (const token of tokens) {
    open.push([token, 0]);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [of, depth] = next;
      if (depth > deepest) return true;
      if (of.type === 'document') {
        if (of.value !== undefined) open.push([of.value, depth + 1]);
      } else if ('items' in of) {
        for (const { key, value } of of.items) {
          for (const part of [key, value]) if (part !== undefined && part !== null) open.push([part, depth + 1]);
        }
      }
    }
  }
  return false;
}

/** @throws UnreadableYaml; what else is wrong with them stands in the documents' `errors` */
function yamlDocuments(text: string): Document.Parsed[] {
  if (text.length > LONGEST) throw new UnreadableYaml('too long');
  const tokens = [...new Parser().parse(text)];
  if (isNestedTooDeeply(tokens)) throw new UnreadableYaml('nested too deeply');
  return [...new Composer({ logLevel: 'silent' }).compose(tokens, true, text.length)];
}

/** The value of the one document in `text`. Aliases are refused: with them a small document could become a huge one. */
export function readYaml(text: string): unknown {
  const [document, ...more] = yamlDocuments(text);
  if (more.length > 0) throw new Error('more than one document');
  const [error] = document?.errors ?? [];
  if (error !== undefined) throw error;
  return document?.toJS({ maxAliasCount: 0 }) as unknown;
}
