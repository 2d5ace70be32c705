import fc from 'fast-check';
import type { Files } from './stated/played.fixture.js';

/*
 * Work such as a hostile model or folder may make up: goals of the words that rules look for, names and texts of any
 * kind.
 */

const SIGNS = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n));
const ODD = [
  ...['\\', '\\-', '(?', '(?<', '[^', '{2}', '.*', '$&', '$1', '$<a>', '\\u', '\\p{L}', '\\1', '^', '|', '..', '//'],
  ...['⟦F0⟧', '⟦Q9⟧', '⟦', '⟧', '__proto__', 'constructor', 'NaN', '-0', '1e999', '9007199254740993', '١٢', '${x}'],
  ...['\0', '\ud800', '\udc00', '😀', '\u202e', 'e\u0301', '日本', 'İ', 'ß', '\r\n', '\r', '\t', '\u2028', '\ufeff'],
  ...['"""', "'''", '```', '<!--', '/*', '*/', '„', '“', '«', "it's", 'a'.repeat(300)],
];
const odd = fc
  .array(fc.oneof(fc.constantFrom(...ODD), fc.constantFrom(...SIGNS), fc.constantFrom('name', 'my', 'v1.2', 'to')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

const ENDINGS =
  '.md .txt .py .ts .js .json .csv .yaml .toml .go .rs .rb .sql .html .css .tex .sh .env .xml .ini .java .vue .MD'.split(
    ' ',
  );
/** What a file may be called on any disk. */
const stem = odd.map((text) => {
  const fit = text.replace(/[\0/\r\n]|[^\P{Cs}]/gu, '').slice(0, 50);
  return /^\.{0,2}$|^\.git$/.test(fit) ? 'n' : fit;
});
const name = fc.tuple(stem, fc.constantFrom(...ENDINGS)).map((parts) => parts.join(''));
const path = fc.oneof(
  name,
  fc.tuple(stem, name).map((parts) => parts.join('/')),
);

const WORDS =
  'rename replace only except keep every all each from to in the file files function column class line lines sort by add remove delete move copy into translate German version bump update create write with exactly 3 1.0 2.0 "x" `y` and or not do links tests sum of average heading section key setting run csv alphabetically first last above below before twice empty folder Ersetze durch jeder Datei Remplace par Renombra 把 里 文件 替换 переименуй в rows ascending value method docstring comments tabs uppercase README CHANGELOG merge split convert dates package dependency'.split(
    ' ',
  );
const TEXTS = [
  ...['', '\n', '\0\x01', '{"a":', '{"a":1}', '[1,2', 'a,b\n1,2\n', 'a,b\r\n1,"2\r\n', '---\nx: 1\n---\n', 'x: [1,\n'],
  ...['[a]\nb = 1\n', '[a\n', '# T\n\n## S\n- a\n', 'def f(x):\n    return x\n', 'function f(x) { return x; }\n'],
  ...[
    'class A {\n  m() {}\n}\n',
    'from a import b\n',
    '<a href="x">x</a>',
    'CREATE TABLE t (\n a INT,\n',
    '| a |\n|--|\n',
  ],
  ...['{"name":"x","version":"1.0","dependencies":{"a":"1"}}', '{"__proto__":1}', 'A=1\nB=\n', '[x](y.md)\n', 'null'],
  ...['a: &x [*x]\n', 'package main\n', '\\begin{document}', '['.repeat(2000), 'a: '.repeat(200), '\n'.repeat(500)],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...TEXTS), odd), { minLength: 0, maxLength: 3 })
  .map((parts) => parts.join(''));

const files = fc.dictionary(path, text, { minKeys: 0, maxKeys: 4 });

/** A file and a folder cannot have the same name. */
const onDisk = (given: Files): Files =>
  Object.fromEntries(
    Object.entries(given).filter(([one]) => Object.keys(given).every((other) => !other.startsWith(`${one}/`))),
  );

export interface AnyWork {
  readonly goal: string;
  readonly step: string;
  readonly summary: string;
  readonly before: Files;
  readonly after: Files;
  readonly others: readonly string[];
  readonly outputs: readonly string[];
}

const sayingOf = (names: readonly string[]): fc.Arbitrary<string> => {
  const named = names.length === 0 ? path : fc.oneof(fc.constantFrom(...names), path);
  const word = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 2, arbitrary: named },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.constantFrom(',', '.', ';', ':', '\n', '\n- ', '\n1. ') },
  );
  return fc.array(word, { minLength: 2, maxLength: 20 }).map((words) => words.join(' '));
};

/** Any files before and after, and words that have little to do with them. */
export const anyWork: fc.Arbitrary<AnyWork> = fc.tuple(files, files, files).chain(([kept, gone, made]) => {
  const before = onDisk({ ...kept, ...gone });
  const after = onDisk({ ...kept, ...made });
  const names = [...Object.keys(before), ...Object.keys(after)];
  const saying = sayingOf(names);
  return fc.record({
    ...{ goal: saying, step: saying, summary: saying, others: fc.array(saying, { maxLength: 2 }) },
    ...{ before: fc.constant(before), after: fc.constant(after) },
    outputs: fc.array(names.length === 0 ? path : fc.constantFrom(...names), { maxLength: 2 }),
  });
});

const QUESTIONS = [
  (of: string): string => `How many lines does ${of} have?`,
  (of: string): string => `Explain what ${of} does.`,
  (of: string): string => `Read ${of} and tell me what it is about.`,
  (of: string): string => `Review ${of}. Do not change anything.`,
  (of: string): string => `Is there a bug in ${of}? Only look, do not change a file.`,
  (of: string): string => `Was steht in ${of}?`,
  (of: string): string => `Que contient ${of} ?`,
  (of: string): string => `${of} 里有什么？`,
];
/** Any files, and a question that is answered with nothing changed. */
export const anyQuestion = fc
  .dictionary(path, text, { minKeys: 1, maxKeys: 4 })
  .map(onDisk)
  .chain((there) =>
    fc.record({
      there: fc.constant(there),
      question: fc
        .tuple(fc.constantFrom(...QUESTIONS), fc.constantFrom(...Object.keys(there)), fc.constantFrom('', '`', '"'))
        .map(([ask, of, mark]) => ask(`${mark}${of}${mark}`)),
    }),
  );
