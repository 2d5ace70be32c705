import { parse as parseToml } from 'toml';
import { readYaml } from '#prompts';

/* Values of XML, TOML and files of settings. Pure, linear. */

/** Undefined where nobody can read it. */
export function tomlValue(text: string): unknown {
  try {
    return parseToml(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a file of settings holds, by the kind that its name tells; undefined where nobody can read it. */
export function settingsRoot(path: string, text: string): unknown {
  try {
    if (/\.json$/i.test(path)) return JSON.parse(text) as unknown;
    if (/\.toml$/i.test(path)) return tomlValue(text);
    return /\.ya?ml$/i.test(path) ? readYaml(text) : settingsValue(text);
  } catch {
    return undefined;
  }
}

interface Tree {
  [name: string]: string | Tree;
}

/**
 * Names and values of an INI file, of properties, or of an environment, by section and by the parts of dotted names.
 */
export function settingsValue(text: string): Tree | undefined {
  const root: Tree = Object.create(null) as Tree;
  let section = root;
  let last: { readonly of: Tree; readonly name: string } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const said = line.trim();
    if (said === '' || /^[#;!]/.test(said)) continue;
    const heading = /^\[([^\]]{1,200})\]$/.exec(said)?.[1];
    if (heading !== undefined) {
      section = within(
        root,
        heading
          .replaceAll('"', '')
          .trim()
          .split(/[.\s]+/),
      );
      last = null;
      continue;
    }
    const [, name, value = ''] = /^(?:export\s+)?([^=:\s][^=:]{0,200}?)\s*[=:]\s*(.*)$/.exec(said) ?? [];
    const goesOn = last === null ? undefined : last.of[last.name];
    if (/^\s/.test(line) && last !== null && typeof goesOn === 'string') last.of[last.name] = `${goesOn} ${said}`;
    else if (name === undefined) return undefined;
    else {
      const parts = name.split('.');
      const leaf = parts.pop() ?? name;
      const of = within(section, parts);
      of[leaf] = value.replace(/(?<!\s)\s+[#;].*$/, '').replace(/^(["'])(.*)\1$/, '$2');
      last = { of, name: leaf };
    }
  }
  return root;
}

function within(from: Tree, names: readonly string[]): Tree {
  let at = from;
  for (const name of names) {
    const next = at[name];
    at = typeof next === 'object' ? next : (at[name] = Object.create(null) as Tree);
  }
  return at;
}

export interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly Element[];
  readonly text: string;
}
interface Open {
  readonly name: string;
  readonly attributes: [string, string][];
  readonly children: Element[];
  text: string;
}

const TAG = /<(\/?)([\w:.-]{1,200})((?:[^<>"']|"[^"]*"|'[^']*')*)>/y;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]{1,200})\s{0,50}=\s{0,50}(?:"([^"]*)"|'([^']*)')/g;
/** What begins so goes on to its end, and is no element. */
const APART = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;
const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decoded = (text: string): string =>
  text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7}));/g, (whole, name?: string, code?: string) =>
    name !== undefined ? (SIGNS[name] ?? whole) : Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole,
  );
const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
const DEEPEST = 100;

/** The root of a document; undefined where it is none, or one of text with marks in it. */
export function xmlRoot(text: string): Element | undefined {
  const top: Open = { name: '', attributes: [], children: [], text: '' };
  const open = [top];
  const say = (said: string): void => {
    const inner = open.at(-1);
    if (inner !== undefined && said.trim() !== '') inner.text += said.trim();
  };
  let at = 0;
  for (let next = text.indexOf('<'); next >= 0; next = text.indexOf('<', at)) {
    say(decoded(text.slice(at, next)));
    const [begin, end] = APART.find(([start]) => text.startsWith(start, next)) ?? [];
    if (begin !== undefined) {
      const to = text.indexOf(end, next + begin.length);
      if (to < 0) return undefined;
      if (begin === '<![CDATA[') say(text.slice(next + begin.length, to));
      at = to + end.length;
      continue;
    }
    TAG.lastIndex = next;
    const [whole, closes, name = '', rest = ''] = TAG.exec(text) ?? [];
    if (whole === undefined) return undefined;
    at = next + whole.length;
    if (closes === '/') {
      const done = open.pop();
      if (done === undefined || done === top || done.name !== bare(name)) return undefined;
      if (done.text !== '' && done.children.length > 0) return undefined;
      open.at(-1)?.children.push(done);
      continue;
    }
    const attributes = [...rest.matchAll(ATTRIBUTE)].flatMap(([, of = '', one, other]): [string, string][] =>
      of.startsWith('xmlns') ? [] : [[bare(of), decoded(one ?? other ?? '')]],
    );
    const made: Open = { name: bare(name), attributes, children: [], text: '' };
    if (rest.trimEnd().endsWith('/')) open.at(-1)?.children.push(made);
    else if (open.push(made) > DEEPEST) return undefined;
  }
  return open.length === 1 && top.children.length === 1 && text.slice(at).trim() === '' ? top.children[0] : undefined;
}
