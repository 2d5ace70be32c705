import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const OPEN = (word: string, greeting = ''): string =>
  `{\n  "open": "${word}"${greeting === '' ? '' : `,\n  "greeting": "${greeting}"`}\n}\n`;

export default mode({
  id: 'BL27',
  title: 'the third of three steps at once writes the value of the second',
  at: 'executor',
  goal: 'Add the key "greeting" to the locales: "Hello" in locales/en.json, "Guten Tag" in locales/de.json, "Bonjour" in locales/fr.json.',
  before: { 'locales/en.json': OPEN('Open'), 'locales/de.json': OPEN('Öffnen'), 'locales/fr.json': OPEN('Ouvrir') },
  plan: [
    { id: 'en', description: 'Add the greeting to locales/en.json' },
    { id: 'de', description: 'Add the greeting to locales/de.json' },
    { id: 'fr', description: 'Add the greeting to locales/fr.json' },
  ],
  executor: [
    bySubtask({
      en: attempt(call('write_file', { path: 'locales/en.json', content: OPEN('Open', 'Hello') }), FINISH),
      de: attempt(call('write_file', { path: 'locales/de.json', content: OPEN('Öffnen', 'Guten Tag') }), FINISH),
      fr: attempt(call('write_file', { path: 'locales/fr.json', content: OPEN('Ouvrir', 'Guten Tag') }), FINISH),
    }),
  ],
  halfway: [{ 'locales/en.json': OPEN('Open', 'Hello'), 'locales/de.json': OPEN('Öffnen', 'Guten Tag') }],
  fails: /Bonjour|fr\.json/,
  mostRequests: 100,
});
