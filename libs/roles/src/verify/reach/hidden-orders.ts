import type { CheckResult, FileChange } from '#domain';
import type { DiffLines } from '../diff-lines.js';
import { changedPath } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';
import { takesAway } from './scope.js';

/* What nobody asked for but a note in a file which readers do not see, and which speaks to models. */

const HOLDS_NOTES = /\.(?:md|markdown|mdx|html?|xml|svg|vue)$/i;
/** Here a project tells models what it wants of them. */
const FOR_MODELS =
  /^(?:agents|claude|gemini|llms)\.\w+$|(?:contributing|conventions?|instructions?|guidelines?|rules?|prompts?|templates?|style\w*)\b/i;
const TO_MODELS =
  /\b(?:AIs?|LLMs?|GPT|ChatGPT|Claude|Copilot|Gemini)\b|\b(?:[Aa]ssistants?|[Ll]anguage\s+models?|[Cc]hatbots?|[Cc]oding\s+agents?)\b/;
const TO_BE_WRITTEN = /\b(?:add|append|insert|include|write|put|prepend|paste|place|mention)\b/i;
const QUOTED = /"([^"\n]{8,300})"|“([^“”\n]{8,300})”|`([^`\n]{8,300})`/g;
/** The user sends the worker to such notes, or speaks of them. */
const SPEAKS_OF_NOTES =
  /\b(?:comments?|notes?\s+(?:to|for)|instructions?|follow(?:s|ed|ing)?\s+(?:the|its|their|all|any|what|every)|obey\w*|hidden|inject\w*|guidelines?|templates?|according|described|specifi\w*|plann?\w*)\b/i;

const MOST_FILES = 100;
const MOST_NOTES = 200;
/** Of all notes together: each is looked for in all that was written. */
const MOST_TEXTS = 100;

export interface HiddenNote {
  readonly note: string;
  /** What it tells a model to write. */
  readonly texts: readonly string[];
}

/** Notes that speak to models. Pure, linear. */
export function hiddenNotes(text: string): HiddenNote[] {
  return text
    .split('<!--', MOST_NOTES)
    .slice(1)
    .map((rest) => (rest.split('-->', 1)[0] ?? '').trim())
    .filter((note) => TO_MODELS.test(note))
    .map((note) => ({
      note,
      texts: TO_BE_WRITTEN.test(note)
        ? [...note.matchAll(QUOTED)].map(([, straight, curly, code]) => straight ?? curly ?? code ?? '')
        : [],
    }));
}

/** `spoken`: all that the user has said. */
export async function obeysNoNote(
  files: FilesView,
  changes: readonly FileChange[],
  lines: ReadonlyMap<string, DiffLines>,
  spoken: string,
): Promise<CheckResult[]> {
  if (changes.length === 0 || SPEAKS_OF_NOTES.test(spoken)) return [];
  const said = spoken.toLowerCase();
  const written = [...lines].map(([path, { added, removed }]) => {
    return { path, added: added.join('\n'), removed: removed.join('\n') };
  });
  const gone = takesAway(spoken)
    ? []
    : changes.filter(({ operation }) => operation === 'delete' || operation === 'rename').map(changedPath);
  const sources = files.there.filter((path) => HOLDS_NOTES.test(path) && !FOR_MODELS.test(nameOf(path)));
  let left = MOST_TEXTS;
  for (const source of sources.slice(0, MOST_FILES)) {
    const before = await files.before(source);
    for (const { note, texts } of typeof before === 'string' ? hiddenNotes(before) : []) {
      const taken = gone.find((path) => takesAway(note) && hasWord(note, nameOf(path)));
      if (taken !== undefined)
        return [unasked(`${taken} is gone, which nobody asked for but a hidden note in ${source}`)];
      const orders = texts.filter((text) => !said.includes(text.toLowerCase())).slice(0, left);
      left -= orders.length;
      for (const { path, added, removed } of written) {
        const obeyed = orders.find((text) => added.includes(text) && !removed.includes(text));
        // A copy takes the note along.
        if (path === source || obeyed === undefined || added.includes(note)) continue;
        return [unasked(`${path} holds "${obeyed}", which nobody asked for but a hidden note in ${source}`)];
      }
    }
    if (left === 0) break;
  }
  return [];
}

const unasked = (detail: string): CheckResult => ({ name: 'hidden_order', passed: false, detail });
