import { ownNameOf, type ToolSchema } from '#domain';
import { isObject, withSigns } from '../read-arguments.js';
import { coerceWritten } from '../tool-names.js';
import type { Dialect } from './dialect.js';
import { afterOpener, isIllustration, named, tagged } from './piece-readers.js';
import { callFrom, define } from './written-call.js';

/* Calls as tags that bear the name of the tool. */

/** What cannot stand in an attribute by itself, and, where that is kept to, what need not. */
const inAttribute = (value: string): string =>
  /[<>]/.test(value) ? value.replaceAll('&quot;', '"').replaceAll('&#10;', '\n') : withSigns(value);

/** Blocks of text to search and to replace, in one argument of another harness: the toolbox knows them. */
const isEditByBlocks = ({ name }: ToolSchema, key: string): boolean => name === 'edit_file' && key === 'diff';

/** The tool a tag is named after. */
function toolOfTag(name: string, tools: readonly ToolSchema[]): ToolSchema | undefined {
  // A single word is too likely to be a tag of something else.
  const own = name.includes('_') ? ownNameOf(name) : null;
  return tools.find((offered) => offered.name === name || offered.name === own);
}

export const TOOL_TAGS: readonly Dialect[] = [
  {
    name: 'tags named like tools',
    opener: /<([a-z][a-z0-9_]{2,60})>\s*(?=<[a-z_]{1,60}>)/g,
    read: (text, opener, tools) => {
      const name = opener[1] ?? '';
      const tool = toolOfTag(name, tools);
      const from = afterOpener(opener);
      const close = tool === undefined ? -1 : text.indexOf(`</${name}>`, from);
      if (tool === undefined || close < 0 || isIllustration(text, opener.index)) return 'prose';
      // Nothing but arguments of the tool may stand between.
      const pair = /\s*<([a-z_]{1,60})>([\s\S]*?)<\/\1>\s*(?=<[a-z_]{1,60}>|$)/y;
      const body = text.slice(from, close);
      const known = isObject(tool.parameters['properties']) ? tool.parameters['properties'] : {};
      while (pair.lastIndex < body.length) {
        const key = pair.exec(body)?.[1];
        if (key === undefined || !(Object.hasOwn(known, key) || isEditByBlocks(tool, key))) return 'prose';
      }
      const read = tagged(body, tool.name, new RegExp(pair.source, 'g'), tools, 'both');
      return read === null ? 'prose' : { ...read, end: close + name.length + 3 };
    },
  },
  {
    name: 'a tag named like a tool, with attributes',
    opener: /<([a-z][a-z0-9_]{2,60})((?:\s{1,8}[a-z_]{1,40}="[^"\n]{0,500}"){1,8})\s{0,8}(\/)?>/g,
    read: (text, opener, tools) => {
      const [, tag = '', written = '', isClosed] = opener;
      const given = [...written.matchAll(/([a-z_]{1,40})="([^"\n]{0,500})"/g)];
      const isWrapper = /^(?:tool|tool_call|function_call)$/.test(tag);
      const named = isWrapper ? given.find(([, key]) => key === 'name') : undefined;
      const name = named?.[2] ?? tag;
      const tool = tools.find((offered) => offered.name === name);
      if (tool === undefined || isIllustration(text, opener.index)) return 'prose';
      const args: Record<string, unknown> = {};
      for (const one of given)
        if (one !== named) define(args, one[1] ?? '', coerceWritten(tool, one[1] ?? '', inAttribute(one[2] ?? '')));
      const from = afterOpener(opener);
      const close = isClosed === undefined ? text.indexOf(`</${tag}>`, from) : from;
      const known = isObject(tool.parameters['properties']) ? tool.parameters['properties'] : {};
      if (close < 0 || Object.keys(args).some((key) => !Object.hasOwn(known, key))) return 'prose';
      const required = tool.parameters['required'];
      const missing = (Array.isArray(required) ? (required as unknown[]) : []).filter(
        (key): key is string => typeof key === 'string' && !Object.hasOwn(args, key),
      );
      // What stands between the tags is the one argument that is missing.
      const [body, ...others] = missing;
      if (others.length > 0 || (isClosed !== undefined && body !== undefined)) return 'prose';
      if (body !== undefined)
        define(args, body, coerceWritten(tool, body, text.slice(from, close).replace(/^\r?\n/, '')));
      const call = callFrom(name, args, tools, 'plain');
      return call === null ? 'prose' : { calls: [call], end: isClosed === undefined ? close + tag.length + 3 : from };
    },
  },
  {
    name: 'a tag named like a tool, round an object',
    opener: /<([a-z][a-z0-9_]{2,60})>\s{0,80}(?=\{|```)/g,
    read: (text, opener, tools) => {
      const name = opener[1] ?? '';
      const tool = toolOfTag(name, tools);
      if (tool === undefined || isIllustration(text, opener.index)) return 'prose';
      const close = new RegExp(`</${name}>`);
      const read = named(text, tool.name, afterOpener(opener), close, tools);
      if (read === null) return null;
      // Nothing but the object stands between the tags; the last one may be missing.
      const isAlone = text.startsWith(`</${name}>`, read.end - name.length - 3) || text.slice(read.end).trim() === '';
      return isAlone ? read : 'prose';
    },
  },
];
