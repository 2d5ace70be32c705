import { createContext, Script, type Context } from 'node:vm';
import { jsonrepair } from 'jsonrepair';

/**
 * Doubles each backslash that stands before nothing JSON has an escape for, as in a pattern (`\d`): whoever mends the
 * text would drop it, and it is part of what is meant. `\'` stays, the way an apostrophe is written elsewhere.
 */
export const keepBackslashes = (json: string): string =>
  json.replace(/\\(["'\\/bfnrtu]?)/g, (whole, next) => (next === '' ? '\\\\' : whole));

/** Characters of near-JSON that are mended. */
export const MOST_MENDED = 50_000;
/** What is nearly JSON is mended within some thousandths; what is made to be hard may cost the cube of its length. */
const LONGEST_MS = 1000;

/** It took too long: whoever has more of the same kind need not try. */
export class TooHard extends SyntaxError {}

/**
 * The value of a text that is nearly JSON: single quotes, trailing commas, comments, Python's words. Throws where
 * nothing of the kind can be read, and where the text is too long or too hard to be mended.
 */
export function readNearJson(text: string): unknown {
  if (text.length > MOST_MENDED) throw new SyntaxError(`over ${MOST_MENDED} characters of what is not quite JSON`);
  const read = (given: string): unknown => JSON.parse(inTime(() => jsonrepair(keepBackslashes(asPlain(given)))));
  try {
    return read(text);
  } catch (error) {
    const bare = text.replace(PYTHON_REMARK, '');
    if (error instanceof TooHard || bare === text) throw error;
    return read(bare);
  }
}

/** A key escaped for Markdown, as no key is otherwise: then all names of the text are. */
const MARKDOWN_KEY = /(?<!\\)"[a-z]{1,40}(?:\\_[a-z]{1,40}){1,6}"\s{0,8}:/i;
const asPlain = (json: string): string =>
  MARKDOWN_KEY.test(json) ? json.replace(/\\(.)/gs, (whole, next) => (next === '_' ? '_' : whole)) : json;

/** To the end of its line, behind a value. */
const PYTHON_REMARK = /(?<=[,{[\d\w"'\]}][ \t]{1,20})#[^\n"']{0,200}$/gm;

const RUN = new Script('run()');
let context: Context | undefined;

/** A script is the one thing that can be ended from within its own thread. */
function inTime(run: () => string): string {
  context ??= createContext({});
  context['run'] = run;
  try {
    return RUN.runInContext(context, { timeout: LONGEST_MS }) as string;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TooHard(`what is not quite JSON took over ${LONGEST_MS} ms to read`);
  } finally {
    delete context['run'];
  }
}
