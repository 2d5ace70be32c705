import { type ScriptedReply } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const write = (...tongues: string[]): ScriptedReply => ({
  toolCalls: tongues.map((tongue) => ({
    name: 'write_file',
    arguments: { path: `${tongue}.json`, content: '{}\n' },
  })),
});

export default mode({
  id: 'FC66',
  title: 'four of five files that a sentence without an order lists, "all five are written"',
  at: 'executor',
  goal: 'make empty-ish translation files fr.json, de.json, es.json, it.json and pt.json, each just {}',
  executor: [write('fr', 'de', 'es', 'it'), FINISH, attempt(write('fr', 'de', 'es', 'it', 'pt'), FINISH)],
  after: Object.fromEntries(['fr', 'de', 'es', 'it', 'pt'].map((tongue) => [`${tongue}.json`, '{}\n'])),
});
