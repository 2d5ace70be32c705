import { FILE_TYPES } from '../named-files.js';

/* What a goal or a subtask states about files, only where its grammar leaves no doubt. Pure, and linear in the text. */

/** Something that must be so when the work is done. Paths are as the text names them. */
export type Fact =
  | { readonly kind: 'gone'; readonly path: string }
  | { readonly kind: 'there'; readonly path: string }
  | { readonly kind: 'untouched'; readonly path: string }
  /** Nothing but this, a line's end after it aside. */
  | { readonly kind: 'content'; readonly path: string; readonly text: string }
  /** `from` stands in the file no more, and `to` does. */
  | { readonly kind: 'replaced'; readonly path: string; readonly from: string; readonly to: string }
  | { readonly kind: 'holds'; readonly path: string; readonly text: string }
  | { readonly kind: 'setting'; readonly path: string; readonly key: string; readonly value: string }
  /** No line that was there is lost. */
  | { readonly kind: 'grows'; readonly path: string }
  | { readonly kind: 'items'; readonly path: string; readonly count: number; readonly of: 'lines' | 'rows' | 'items' }
  | { readonly kind: 'columns'; readonly path: string; readonly columns: readonly string[] };

const UNTYPED =
  'Makefile|Dockerfile|Gemfile|Procfile|Jenkinsfile|LICENSE|\\.gitignore|\\.dockerignore|\\.editorconfig|\\.npmrc|\\.env(?:\\.\\w{1,20})?';
const NAME = `(?:[\\w@.-]{1,80}/){0,12}(?:[\\w@-][\\w.-]{0,100}\\.(?:${FILE_TYPES})|${UNTYPED})`;
/** Not the beginning of a longer name, and not "a.txt's second line". */
const ENDS = "(?![\\w/]|-\\w|\\.\\w|['’]s\\b)";
const FILE = `[\`'"“]?(${NAME})${ENDS}[\`'"”]?`;
const ANY_FILE = new RegExp(FILE, 'g');
const ARTICLES =
  '(?:(?:the|a|an|any|all|both|old|new|obsolete|unused|empty|temporary|existing|current|whole|entire|file|files|script|module|in|of|or)\\s{1,3}){0,6}';
const FILES = `(${FILE.replace('(', '(?:')}(?:\\s{0,3}(?:,\\s{0,3}and|,\\s{0,3}or|,|and|or|&)\\s{0,3}(?:the\\s{1,3})?${FILE.replace('(', '(?:')}){0,30})`;

/** One of two kinds of quotes; what they hold is the first or the second group. Single ones hold one word. */
const QUOTED = '(?:"([^"\\n]{1,500})"|“([^”\\n]{1,500})”|`([^`\\n]{1,500})`|\'([^\'\\s]{1,200})\')';
const PLAIN_QUOTED = QUOTED.replace(/\((?!\?)/g, '(?:');

/** Longer texts are looked at from their beginning. */
const LONGEST = 20_000;
const MOST = 60;

const NOT =
  /(?:\bnot|n't|\bnever|\bwithout|\binstead of|\brather than|\bavoid|\bif|\bunless|\bwhen|\bwhether|\bwould|\bcould|\bcan|\bmay|\bmight|\bfor example|\be\.g\.)\W+(?:\w+\W+){0,2}$/i;
/** Verbs behind which what was stated before may hold no more. */
const CHANGES =
  /\b(?:replac|chang|edit|updat|modif|overwrit|renam|mov|delet|remov|rewrit|clear|empt|append|add|insert|prepend|extend)\w{0,5}\b/i;

export function factsIn(text: string): Fact[] {
  const looked = text.slice(0, LONGEST);
  const facts: Fact[] = [];
  const reworked = new Set<string>();
  let at = 0;
  for (const sentence of looked.split(/(?<=[.;!?])\s+|\n+/)) {
    at = looked.indexOf(sentence, at) + sentence.length;
    facts.push(...factsOf(sentence, looked.slice(at)));
    if (reworks(sentence)) for (const path of filesOf(sentence)) reworked.add(path);
    if (facts.length >= MOST) break;
  }
  return withoutDoubt(facts)
    .filter(({ kind, path }) => kind !== 'grows' || !reworked.has(path))
    .slice(0, MOST);
}

/** A file of which two things are stated that exclude each other is left to a judge. */
function withoutDoubt(facts: readonly Fact[]): Fact[] {
  const spokenOf = (path: string, kinds: readonly Fact['kind'][]): boolean =>
    facts.some((fact) => fact.path === path && kinds.includes(fact.kind));
  return facts.filter((fact) => {
    if (fact.kind === 'gone') return !spokenOf(fact.path, ['content', 'holds', 'setting', 'grows', 'replaced']);
    if (fact.kind === 'untouched')
      return !spokenOf(fact.path, ['content', 'holds', 'setting', 'grows', 'gone', 'replaced']);
    if (fact.kind === 'content')
      return !facts.some((other) => other.kind === 'content' && other.path === fact.path && other.text !== fact.text);
    return true;
  });
}

function factsOf(sentence: string, rest: string): Fact[] {
  return [
    ...removed(sentence),
    ...untouched(sentence),
    ...contents(sentence, rest),
    ...replaced(sentence),
    ...settings(sentence),
    ...growing(sentence),
    ...counted(sentence, rest),
  ];
}

const BEHIND_REMOVED =
  '(?=\\s{0,3}(?:$|[.,;:!?)]|(?:and|as|because|since|which|completely|entirely|from the (?:workspace|project|repository|repo|folder|directory|disk))\\b))';
const REMOVED = new RegExp(`\\b(?:delete|remove|erase)\\s{1,3}${ARTICLES}${FILES}${BEHIND_REMOVED}`, 'gi');
const RENAMED = new RegExp(
  `\\b(?:rename|move)\\s{1,3}${ARTICLES}${FILES}\\s{1,3}(?:to|into|as)\\s{1,3}(?:the\\s{1,3})?(?:(?:folder|directory|file)\\s{1,3})?[\`'"“]?([\\w./@-]{1,200})`,
  'gi',
);

function removed(sentence: string): Fact[] {
  const facts: Fact[] = [];
  for (const phrase of [REMOVED, RENAMED])
    for (const found of sentence.matchAll(phrase)) {
      if (isDenied(sentence, found.index)) continue;
      for (const path of filesOf(found[1] ?? ''))
        if (path !== clean(found[2] ?? '')) facts.push({ kind: 'gone', path });
    }
  return facts;
}

const FORBIDS =
  "(?:do not|don['’]t|never|must not|mustn['’]t|should not|shouldn['’]t|without|avoid)\\s{1,3}(?:ever\\s{1,3})?";
const TOUCHES = '(touch|chang|modify|modifi|edit|alter|overwrit|delet|remov|renam|mov)(?:e|ing|ying)?';
const EXCEPT =
  "(?!\\s{0,3}(?:['’]s\\b|except|beyond|other than|apart from|unless|more than|by hand|manually|directly|until|before|too|yet|while|when|if)\\b)";
const FORBIDDEN = new RegExp(`\\b${FORBIDS}${TOUCHES}\\s{1,3}${ARTICLES}${FILES}${EXCEPT}`, 'gi');
const AS_IT_IS =
  '(?:as (?:it|they) (?:is|are)|unchanged|untouched|unmodified|intact|alone|as[- ]is|the same|exactly as (?:it|they) (?:is|are))';
const STAYS = new RegExp(
  `${FILES}\\s{1,3}(?:(?:must|should|has to|have to|is to|are to|needs to|need to|shall)\\s{1,3})?(?:stays?|remains?|be left|be kept)\\s{1,3}${AS_IT_IS}`,
  'gi',
);
const LEFT = new RegExp(`\\b(?:leave|keep)\\s{1,3}${ARTICLES}${FILES}\\s{1,3}${AS_IT_IS}`, 'gi');

function untouched(sentence: string): Fact[] {
  const facts: Fact[] = [];
  for (const [, verb = '', paths = ''] of sentence.matchAll(FORBIDDEN)) {
    const kind = /^(?:delet|remov|renam|mov)$/i.test(verb) ? 'there' : 'untouched';
    facts.push(...filesOf(paths).map((path): Fact => ({ kind, path })));
  }
  for (const phrase of [STAYS, LEFT])
    for (const [, paths = ''] of sentence.matchAll(phrase))
      facts.push(...filesOf(paths).map((path): Fact => ({ kind: 'untouched', path })));
  return facts;
}

const WHOLE = [
  // "a.txt with the single line "x"", "a.txt containing exactly "x"", "a.txt whose only content is "x""
  `${FILE}[,:]?\\s{1,3}(?:with|containing|(?:that|which)\\s{1,3}(?:contains?|holds?|reads?)|holding|contains?|holds?|(?:must|should|to)\\s{1,3}(?:contain|hold|read|be))\\s{1,3}(?:(?:the|a|one)\\s{1,3})?(?:(?:single|only|one)\\s{1,3}(?:line|word|text|string|sentence)|(?:exactly|only|just|nothing but|precisely)(?:\\s{1,3}(?:the|one|this|single|following)){0,2}(?:\\s{1,3}(?:line|word|text|string|sentence|content|contents)){0,2}|exact (?:line|text|content|contents|string)|contents?)\\s{0,3}:?\\s{0,3}${QUOTED}`,
  // "write exactly "x" into a.txt"
  `\\b(?:write|put|save)\\s{1,3}(?:(?:exactly|only|just)\\s{1,3}(?:the (?:single )?(?:line|word|text|string)\\s{1,3})?|the single (?:line|word)\\s{1,3})${QUOTED}\\s{1,3}(?:to|into|in)\\s{1,3}(?:(?:a|the|new|file|named|called)\\s{1,3}){0,4}${FILE}`,
].map((source) => new RegExp(source, 'gi'));

/** What was there before is spoken of. */
const TAKES_AWAY = /\b(?:delet|remov|renam|mov|replac|overwrit|chang|edit|read|look|check|verif|fail)\w{0,5}\b/i;
/** "… and nothing else", but also "… and the line": one of several. */
const GOES_ON =
  /^\s{0,3}(?:,|and|followed by|then|plus|as well)\s{0,3}(?!nothing|no)(?:["“`]|(?:the|a|one|another|two|then)\b.{0,30}["“`])/i;

function contents(sentence: string, rest: string): Fact[] {
  const facts: Fact[] = [];
  const [behindFile, beforeFile] = WHOLE as [RegExp, RegExp];
  const take = (path: string, quotes: readonly (string | undefined)[], found: RegExpExecArray): void => {
    const after = sentence.slice(found.index + found[0].length);
    if (isDenied(sentence, found.index) || TAKES_AWAY.test(sentence.slice(0, found.index))) return;
    if (GOES_ON.test(after) || CHANGES.test(after) || CHANGES.test(rest)) return;
    facts.push({
      kind: 'content',
      path: clean(path),
      text: unescape(quotes.find((quote) => quote !== undefined) ?? ''),
    });
  };
  for (const found of sentence.matchAll(behindFile)) take(found[1] ?? '', found.slice(2, 6), found);
  for (const found of sentence.matchAll(beforeFile)) take(found[5] ?? '', found.slice(1, 5), found);
  return facts;
}

const SWAP = new RegExp(
  `\\b(?:replace|change|substitute)\\s{1,3}(?:(?:the|all|every|each|any|occurrences?|instances?|of|word|words|text|string|strings|value|name|line)\\s{1,3}){0,6}${QUOTED}\\s{1,3}(?:by|with|to|into)\\s{1,3}(?:(?:the|word|text|string|value|name|line)\\s{1,3}){0,3}${QUOTED}`,
  'gi',
);
const SOME_OF = /\b(?:first|second|third|last|only one|some|once|next|previous|top|one of)\b/i;
const KINDS =
  'function|method|class|variable|constant|parameter|argument|field|property|column|key|symbol|type|interface|struct|enum|module|table|option|flag';
const SYMBOL = new RegExp(
  `\\brename\\s{1,3}(?:(?:the|a|every|all)\\s{1,3}){0,2}(?:${KINDS})s?\\s{1,3}[\`'"]?([A-Za-z_$][\\w$]{0,80})(?:\\(\\))?[\`'"]?\\s{1,3}(?:to|into|as)\\s{1,3}[\`'"]?([A-Za-z_$][\\w$]{0,80})(?:\\(\\))?[\`'"]?`,
  'gi',
);
const KEEPS_OLD = /\b(?:alias|deprecat|backward|compat|keep|old name|both|wrapper)\w{0,6}\b/i;
const FROM_TO = new RegExp(
  `\\bfrom\\s{1,3}(${PLAIN_QUOTED}|v?\\d[\\w.+-]{0,40})\\s{1,3}to\\s{1,3}(${PLAIN_QUOTED}|v?\\d[\\w.+-]{0,40})`,
  'gi',
);

function replaced(sentence: string): Fact[] {
  const paths = filesOf(sentence);
  if (paths.length === 0) return [];
  const facts: Fact[] = [];
  const both = (from: string, to: string): void => {
    if (from !== to && from !== '') facts.push(...paths.map((path): Fact => ({ kind: 'replaced', path, from, to })));
  };
  for (const found of sentence.matchAll(SWAP)) {
    if (isDenied(sentence, found.index) || SOME_OF.test(sentence)) continue;
    const [from = '', to = ''] = found.slice(1).filter((part) => part !== undefined);
    // A file may be what is spoken of: "replace "a.txt" with "b.txt" in README.md".
    if (!paths.includes(from) && !paths.includes(to)) both(unescape(from), unescape(to));
  }
  for (const found of sentence.matchAll(SYMBOL))
    if (!isDenied(sentence, found.index) && !KEEPS_OLD.test(sentence)) both(found[1] ?? '', found[2] ?? '');
  // Where the old one may stand for something else as well, only the new one is known to be there.
  if (paths.length === 1 && /\b(?:bump|chang|updat|set|rais|increas|lower|decreas|switch)\w{0,5}\b/i.test(sentence))
    for (const found of sentence.matchAll(FROM_TO)) {
      if (isDenied(sentence, found.index)) continue;
      const text = unquoted(found[2] ?? '').replace(/[.,;:]$/, '');
      if (!isUnit(sentence.slice(found.index + found[0].length)))
        facts.push({ kind: 'holds', path: paths[0] ?? '', text });
    }
  return facts;
}

const VALUE = `(${PLAIN_QUOTED}|-?\\d[\\d_.]{0,30}|true|false)`;
const KEY = '[`\'"“]?([A-Za-z_][\\w.-]{0,60})[`\'"”]?';
const SET = [
  `\\bset\\s{1,3}(?:(?:the|key|value|option|setting|variable|property|field|of)\\s{1,3}){0,4}${KEY}\\s{1,3}(?:to|=)\\s{1,3}${VALUE}`,
  `\\b(?:with|containing|add|has|have|holds?|contains?)\\s{1,3}(?:(?:the|a|an)\\s{1,3})?(?:key|field|property|setting|option|entry|variable)\\s{1,3}${KEY}\\s{1,3}(?:set to|equal to|with (?:the )?value|having (?:the )?value|=|:|being|of|is)\\s{0,3}${VALUE}`,
].map((source) => new RegExp(source, 'gi'));

function settings(sentence: string): Fact[] {
  const paths = filesOf(sentence);
  const [path] = paths;
  // Which of two files is meant, only the words between would tell.
  const target = paths.length === 1 ? path : inFile(sentence);
  if (target === undefined) return [];
  const facts: Fact[] = [];
  for (const phrase of SET)
    for (const found of sentence.matchAll(phrase)) {
      const after = sentence.slice(found.index + found[0].length);
      if (isDenied(sentence, found.index) || isUnit(after) || /^[\w/]/.test(after)) continue;
      const value = unquoted(found[2] ?? '').replace(/\.$/, '');
      const key = found[1] ?? '';
      if (!VAGUE.test(key)) facts.push({ kind: 'setting', path: target, key, value });
    }
  return facts;
}

/** Words that stand for a key without being one. */
const VAGUE = /^(?:it|this|that|them|value|default|defaults?|up|number|limit|size|variable|all|everything)$/i;
const isUnit = (after: string): boolean =>
  /^\s{0,2}(?:%|[a-z]{1,3}\b(?<!\b(?:in|and|or|of|on|at|to|so|by|for|as|is))|seconds?|minutes?|hours?|days?|bytes?|pixels?|times|percent|milli\w*)/i.test(
    after,
  );
const IN_FILE = new RegExp(`^\\W{0,3}in\\s{1,3}(?:the\\s{1,3}file\\s{1,3})?${FILE}`, 'i');
const inFile = (sentence: string): string | undefined => {
  const path = IN_FILE.exec(sentence)?.[1];
  return path === undefined ? undefined : clean(path);
};

const PARTS =
  '(?:line|lines|row|rows|paragraph|sentence|comment|word|words|text|entry|entries|item|items|bullet|record)';
const GROWS = [
  `\\b(?:append|prepend)\\b[^.;\\n]{0,200}?\\s(?:to|in|into|at|of)\\s{1,3}(?:(?:the|end|top|beginning|start|bottom|of|file|existing)\\s{1,3}){0,6}${FILE}`,
  `\\b(?:add|insert)\\s{1,3}(?:(?:a|an|the|one|another|this|these|following|new|two|three|last|first|final)\\s{1,3}){0,3}${PARTS}\\b[^.;\\n]{0,200}?\\s(?:to|in|into|at|of)\\s{1,3}(?:(?:the|end|top|beginning|start|bottom|of|file|existing)\\s{1,3}){0,6}${FILE}`,
].map((source) => new RegExp(source, 'gi'));
const REWORKS =
  /\b(?:replac|chang|edit|updat|modif|overwrit|rewrit|delet|remov|instead|sort|reorder|order|dedup|merg|format|clean|renam|mov)\w{0,8}\b/i;

/** A name such as CHANGELOG.md is no verb. */
const reworks = (sentence: string): boolean => REWORKS.test(sentence.replace(ANY_FILE, ''));

function growing(sentence: string): Fact[] {
  if (reworks(sentence)) return [];
  const facts: Fact[] = [];
  for (const phrase of GROWS)
    for (const found of sentence.matchAll(phrase))
      if (!isDenied(sentence, found.index)) facts.push({ kind: 'grows', path: clean(found[1] ?? '') });
  return facts;
}

const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const NUMBER = `(\\d{1,6}|${NUMBERS.slice(1).join('|')})`;
const EXACTLY = '(?:exactly\\s{1,3})?';
const COUNTED = [
  `${FILE}[,:]?\\s{1,3}(?:(?:as|is|holding|containing|with)\\s{1,3})?(?:a|an)?\\s{0,3}(?:json\\s{1,3})?(?:array|list)\\s{1,3}(?:with|of|containing|holding)\\s{1,3}${EXACTLY}${NUMBER}\\s{1,3}(?:\\w+\\s{1,3}){0,2}?[a-z]{2,30}s\\b`,
  `${FILE}[,:]?\\s{1,3}(?:with|containing|that (?:has|holds|contains)|holding)\\s{1,3}(?:(?:the|a)\\s{1,3}(?:header|heading|header row|header line)\\s{1,3}(?:line\\s{1,3}|row\\s{1,3})?and\\s{1,3})?${EXACTLY}${NUMBER}\\s{1,3}(?:data\\s{1,3})?(lines|rows)\\b`,
].map((source) => new RegExp(source, 'gi'));
const COLUMNS = new RegExp(
  `${FILE}[,:]?\\s{1,3}(?:with|containing|that (?:has|holds|contains)|holding)\\s{1,3}(?:(?:the|a|exactly|header|headers|row|line|csv|following|and|its)\\s{1,3}){0,5}columns?:?\\s{1,3}((?:[\`'"]?[A-Za-z_]\\w{0,40}[\`'"]?(?:\\s{0,2},\\s{0,2}and\\s{1,2}|\\s{0,2},\\s{0,2}|\\s{1,2}and\\s{1,2})){1,30}[\`'"]?[A-Za-z_]\\w{0,40}[\`'"]?)`,
  'gi',
);

function counted(sentence: string, rest: string): Fact[] {
  const facts: Fact[] = [];
  const [inArray, inLines] = COUNTED as [RegExp, RegExp];
  const isLast = (found: RegExpExecArray): boolean =>
    !isDenied(sentence, found.index) &&
    !CHANGES.test(sentence.slice(found.index + found[0].length)) &&
    !CHANGES.test(rest);
  for (const found of sentence.matchAll(inArray))
    if (isLast(found))
      facts.push({ kind: 'items', path: clean(found[1] ?? ''), count: numberOf(found[2]), of: 'items' });
  for (const found of sentence.matchAll(inLines))
    if (isLast(found))
      facts.push({
        ...{ kind: 'items', path: clean(found[1] ?? ''), count: numberOf(found[2]) },
        of: found[3]?.toLowerCase() === 'rows' ? 'rows' : 'lines',
      });
  for (const found of sentence.matchAll(COLUMNS)) {
    const path = clean(found[1] ?? '');
    const columns = (found[2] ?? '').split(/\s*,\s*(?:and\s+)?|\s+and\s+/).map((column) => unquoted(column.trim()));
    // "the columns name, age and two rows": what follows the last name belongs to it.
    const named = columns.filter((column) => /^\w+$/.test(column) && !NUMBERS.includes(column.toLowerCase()));
    if (isLast(found) && /\.[ct]sv$/i.test(path) && named.length > 1)
      facts.push({ kind: 'columns', path, columns: named });
  }
  return facts;
}

const numberOf = (text = ''): number => (/^\d+$/.test(text) ? Number(text) : NUMBERS.indexOf(text.toLowerCase()));
const isDenied = (sentence: string, at: number): boolean => NOT.test(sentence.slice(Math.max(0, at - 60), at));
const clean = (path: string): string => path.replace(/^[`'"“]|[`'"”]$/g, '').replace(/^\.\//, '');
const unquoted = (text: string): string => text.replace(/^[`'"“](.*)[`'"”]$/s, '$1');
const unescape = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
const filesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(ANY_FILE)].map(([, path]) => clean(path ?? ''))),
];
