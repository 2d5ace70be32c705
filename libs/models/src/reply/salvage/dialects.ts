import type { ToolSchema } from '#domain';
import { pythonCalls, type ReadCalls } from './python-calls.js';
import { afterOpener, indexOf, isIllustration, jsonRow, named, passOver, tagged } from './piece-readers.js';
import type { Dialect } from './dialect.js';
import { HALF_MARKED } from './half-marked.js';
import { closeOf, isBalanced } from './nested-marks.js';
import { TOOL_TAGS } from './tool-tags.js';
import { afterBlanks, toolInMarkup } from './written-call.js';

const TAG = /<\/?(?:(?:｜DSML｜|steptml:|antml:)?(?:tool_calls?|function_calls?)|toolcall)>|<\/minimax:tool_call>/i;
/** Namespaces that families put before the same tags. */
const SPACE = '(?:｜DSML｜|\\|DSML\\||steptml:|antml:|minimax:)?';

/** Marks round a row of JSON objects, each family its own. */
const ROUND_JSON: readonly (readonly [string, RegExp, RegExp])[] = [
  ['<|tool_call|>', /<\|tool_call\|>/g, /<\|\/tool_call\|>|<\|end\|>/],
  ['<|START_ACTION|>', /<\|START_ACTION\|>/g, /<\|END_ACTION\|>/],
  ['<|action_start|>', /<\|action_start\|>\s*(?:<\|(?:plugin|interpreter)\|>)?/g, /<\|action_end\|>/],
  ['[TOOL_REQUEST]', /\[TOOL_REQUEST\]/g, /\[END_TOOL_REQUEST\]/],
  ['[TOOL_CALL]', /\[TOOL_CALL\]/g, /\[\/TOOL_CALL\]/],
];

/** Characters from a family's outer tag to a call in it. */
const WRAPPED_WITHIN = 20_000;
const WRAPPED = new RegExp(`^<(?:function\\b|${SPACE}invoke\\b)`);

const NAMED_END = /\[END_TOOL_REQUEST\]/;
const PARAMETER = { open: '<parameter=', close: '</parameter>' };
/** A value ends where another one or nothing comes. */
const CLOSED = /<parameter=([^>\s]{1,80})>([\s\S]*?)<\/parameter>(?=\s{0,80}(?:<parameter=|$))/g;
/** Where some lack their mark, a value ends where the next one begins, too. */
const LOOSE = /<parameter=([^>\s]{1,80})>([\s\S]*?)(?:<\/parameter>(?=\s{0,80}(?:<parameter=|$))|(?=<parameter=)|$)/g;
const FUNCTION = { open: '<function', close: '</function>' };

/** A tool's name that the first key was glued to, its opening tag left out. */
const gluedName = (text: string, at: number, tools: readonly ToolSchema[]): string | undefined =>
  /^[\w.:-]{1,160}<\/arg_key>/.test(text.slice(at, at + 180))
    ? tools.find(({ name }) => text.startsWith(name, at))?.name
    : undefined;

/** Of the mark that closes a call behind the last of its values: a value may hold that mark. */
function endOfValues(text: string, at: number): number {
  const behind = indexOf(text, /<\/arg_value>\s{0,80}<\/tool_call>/, at);
  return text.indexOf('</tool_call>', Math.max(at, behind));
}

/** Arguments as keywords of Python without the call round them, up to what a tool is made to answer. */
function inKeywords(text: string, name: string, from: number, tools: readonly ToolSchema[]): ReadCalls | null {
  if (!/^[a-z_]{1,40}\s{0,4}=/i.test(text.slice(from, from + 50))) return null;
  const end = indexOf(text, /\n[ \t]*Observation:/i, from);
  const given = text.slice(from, end < 0 ? text.length : end).trimEnd();
  const read = pythonCalls(`${name}(${given})`, 0, tools, 'markup');
  return read?.end === name.length + given.length + 2 ? { calls: read.calls, end: from + given.length } : null;
}

export const DIALECTS: readonly Dialect[] = [
  ...HALF_MARKED,
  {
    name: '<tool_call> tags',
    opener: new RegExp(`<(?:${SPACE}(?:tool_calls?|function_?calls?)|toolcall|TOOL_?CALL|longcat_tool_call)>`, 'g'),
    read: (text, opener, tools) => {
      const at = afterBlanks(text, afterOpener(opener));
      // Only a wrapper round another form.
      if (WRAPPED.test(text.slice(at, at + 20))) return { calls: [], end: at };
      if (text[at] === '{' || text[at] === '[') return jsonRow(text, at, /<\/[\w:]+>/, tools);
      // Calls as Python has them.
      const python = /^[\w.]{1,80}\(/.test(text.slice(at, at + 82)) ? pythonCalls(text, at, tools, 'markup') : null;
      if (python !== null) return { ...python, end: passOver(text, python.end, TAG) };
      const name = /^([\w.:-]{1,80})\s*(?=<arg_key>)/.exec(text.slice(at, at + 120))?.[1];
      const close = endOfValues(text, at);
      const glued = name === undefined ? gluedName(text, at, tools) : name;
      if (glued === undefined || close < 0) return null;
      const pair =
        /(?:<arg_key>|^)([^<]{1,80})<\/arg_key>\s*(?:<arg_value>)?([\s\S]*?)<\/arg_value>(?=\s{0,80}(?:<arg_key>|$))/g;
      const from = name === undefined ? at + glued.length : at;
      const read = tagged(text.slice(from, close), glued, pair, tools, 'both');
      return read === null ? null : { ...read, end: close + '</tool_call>'.length };
    },
  },
  {
    // The mark round the list of tools in a model's own prompt, with a call in it.
    name: '<tools> tags',
    opener: /<tools>(?=\s{0,80}\{\s{0,20}"name"\s{0,8}:\s{0,8}"[\w.:-]{1,80}"\s{0,8},\s{0,20}"arguments"\s{0,8}:)/g,
    read: (text, opener, tools) => jsonRow(text, afterBlanks(text, afterOpener(opener)), /<\/tools>/, tools),
  },
  {
    name: '<function=…> markup',
    // Some leave the word out, or take the tool's name for the first parameter.
    opener:
      /<function(?:=| name=)"?([\w.:-]{1,80})"?>|<([a-z_]{3,60})>\s{0,8}(?=<parameter=)|<parameter=(\w{3,60})>\s{0,8}(?=<parameter=)/g,
    read: (text, opener, tools) => {
      const [, name = opener[2] ?? opener[3] ?? '', bare] = opener;
      const isLoose = opener[1] === undefined;
      if (isLoose && (toolInMarkup(name, tools) === null || isIllustration(text, opener.index))) return 'prose';
      const from = afterOpener(opener);
      const own = { open: `<${bare ?? ''}>`, close: `</${bare ?? ''}>` };
      const call = bare === undefined || text.includes(FUNCTION.close, from) ? FUNCTION : own;
      const close = closeOf(text, from, call, PARAMETER);
      if (close < 0) return null;
      const end = passOver(text, close + call.close.length, /<\/tool_call>/);
      const body = text.slice(from, close);
      const read = body.trimStart().startsWith('{')
        ? named(body, name, 0, null, tools)
        : tagged(body, name, isBalanced(body, PARAMETER) ? CLOSED : LOOSE, tools, 'either', PARAMETER);
      return read === null ? null : { calls: read.calls, end };
    },
  },
  {
    name: '<invoke> markup',
    opener: new RegExp(`<(${SPACE})invoke name="([\\w.:-]{1,80})"[^>\\n]{0,40}>`, 'g'),
    read: (text, opener, tools) => {
      const from = afterOpener(opener);
      const space = opener[1] ?? '';
      const call = { open: `<${space}invoke name=`, close: `</${space}invoke>` };
      const argument = { open: `<${space}parameter name=`, close: `</${space}parameter>` };
      const close = closeOf(text, from, call, argument);
      if (close < 0) return null;
      const tag = `${space.replaceAll('|', '\\|')}parameter`;
      // Some close an argument by its own name.
      const pair = new RegExp(
        `<${tag} name="([^"]{1,80})"[^>]{0,80}>([\\s\\S]*?)</(?:${tag}|\\1)>(?=\\s{0,80}(?:<${tag} |$))`,
        'g',
      );
      // All but one family write values in their line.
      const isMinimax = text.slice(Math.max(0, opener.index - WRAPPED_WITHIN), from).includes('<minimax:');
      const breaks = isMinimax ? 'either' : 'both';
      const read = tagged(text.slice(from, close), opener[2] ?? '', pair, tools, breaks, argument);
      return read === null ? null : { ...read, end: passOver(text, close + call.close.length, TAG) };
    },
  },
  ...ROUND_JSON.map(([name, opener, close]): Dialect => ({
    name,
    opener,
    read: (text, found, tools) => jsonRow(text, afterOpener(found), close, tools),
  })),
  {
    // The tool's own name in the place of the word that opens.
    name: '[name] … [END_TOOL_REQUEST]',
    opener: /\[([a-z_]{3,60})\](?=\s{0,8}\{)/g,
    read: (text, opener, tools) => {
      if (toolInMarkup(opener[1] ?? '', tools) === null) return 'prose';
      const read = named(text, opener[1] ?? '', afterOpener(opener), NAMED_END, tools);
      return read === null || text.slice(0, read.end).endsWith('[END_TOOL_REQUEST]') ? read : 'prose';
    },
  },
  {
    name: 'name[ARGS]',
    opener: /(?<![\w\]])([\w.-]{1,80})\[ARGS\](?=\s{0,8}\{)/g,
    read: (text, opener, tools) => named(text, opener[1] ?? '', afterOpener(opener), null, tools),
  },
  {
    name: '[TOOL_CALLS]',
    opener: /\[TOOL_CALLS\]/g,
    read: (text, opener, tools) => {
      const at = afterBlanks(text, afterOpener(opener));
      if (text[at] === '[' || text[at] === '{') return jsonRow(text, at, null, tools);
      const head = /^([\w.-]{1,80})(?:\[CALL_ID\][\w-]{0,80})?(?:\[ARGS\])?/.exec(text.slice(at, at + 200));
      return head === null ? null : named(text, head[1] ?? '', at + head[0].length, null, tools);
    },
  },
  {
    name: '<|python_tag|>',
    opener: /<\|python_tag\|>/g,
    read: (text, opener, tools) => {
      const at = afterBlanks(text, afterOpener(opener));
      const close = /<\|eom_id\|>|<\|eot_id\|>/;
      if (text[at] === '{' || text.startsWith('[{', at)) return jsonRow(text, at, close, tools);
      const read = pythonCalls(text, at, tools, 'markup');
      return read === null ? null : { ...read, end: passOver(text, read.end, close) };
    },
  },
  {
    name: '<|tool_call_start|>',
    opener: /<\|tool_call_start\|>/g,
    read: (text, opener, tools) => {
      const at = afterBlanks(text, afterOpener(opener));
      const close = /<\|tool_call_end\|>/;
      if (text[at] === '{' || text.startsWith('[{', at)) return jsonRow(text, at, close, tools);
      const read = pythonCalls(text, at, tools, 'markup');
      return read === null ? null : { ...read, end: passOver(text, read.end, close) };
    },
  },
  {
    name: '<|tool_call_begin|>',
    opener:
      /(?:<\|tool_calls_section_begin\|>\s*)?<\|tool_call_begin\|>\s*([\w.:-]{1,80})\s*<\|tool_call_argument_begin\|>/g,
    read: (text, opener, tools) =>
      named(
        text,
        opener[1] ?? '',
        afterOpener(opener),
        /<\|tool_call_end\|>(?:\s*<\|tool_calls_section_end\|>)?/,
        tools,
      ),
  },
  {
    name: '<｜tool▁call▁begin｜>',
    opener: /<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?\s*([\w.:-]{1,80})\s*(?:<｜tool▁sep｜>)?/g,
    read: (text, opener, tools) =>
      named(text, opener[1] ?? '', afterOpener(opener), /<｜tool▁call▁end｜>(?:\s*<｜tool▁calls▁end｜>)?/, tools),
  },
  {
    name: 'functools[…]',
    opener: /\bfunctools(?=\[)/g,
    read: (text, opener, tools) => jsonRow(text, afterOpener(opener), null, tools),
  },
  {
    name: 'call:name{…}',
    opener: /(?:<start_function_call>|<\|tool_call>)\s*call:([\w.-]{1,80})\{/g,
    read: (text, opener, tools) => {
      const from = afterOpener(opener);
      const close = indexOf(text, /\}\s*(?:<end_function_call>|<tool_call\|>)/, from);
      if (close < 0) return null;
      const pair = /(?:^|,)\s*([A-Za-z_]\w{0,60}):(?:<escape>|<\|"\|>)([\s\S]*?)(?:<escape>|<\|"\|>)/g;
      const read = tagged(text.slice(from, close), opener[1] ?? '', pair, tools, 'both');
      return read === null ? null : { ...read, end: passOver(text, close + 1, /<end_function_call>|<tool_call\|>/) };
    },
  },
  ...TOOL_TAGS,
  {
    name: 'Action with a list of calls',
    opener: /^Action:[ \t]*```(?:json)?[ \t]*\n?(?=\s{0,8}[[{])/gim,
    read: (text, opener, tools) =>
      isIllustration(text, opener.index) ? 'prose' : jsonRow(text, afterOpener(opener), /```/, tools),
  },
  {
    name: 'Action and Action Input',
    opener:
      /^[ \t]*\*{0,2}(?:Action|Tool|Tool[ _](?:name|call)|Function|Function[ _](?:name|call)):\*{0,2}[ \t]*`?([\w.-]{1,80})`?[ \t]*\n\s{0,4}\*{0,2}(?:Action[ _]Input|Tool[ _]Input|Arguments|Args|Parameters|Params|Input):\*{0,2}[ \t]*/gim,
    read: (text, opener, tools) => {
      const [whole, name = ''] = opener;
      const isWord = !/^[\s*]*action/i.test(whole) && toolInMarkup(name, tools) === null;
      if (isWord || isIllustration(text, opener.index)) return 'prose';
      const from = afterOpener(opener);
      return named(text, name, from, null, tools) ?? inKeywords(text, name, from, tools);
    },
  },
];
