import type { Deed } from '#contracts';
import type { CheckResult } from '#domain';
import { nameOf } from '../file-kinds.js';
import { FILE, mask, QUOTE, sentencesOf, standingFor } from '../stated/masked-text.js';
import { RUN_BY } from './printed.js';

/* A program that the user wants to be run for what it says was run at all. Pure. */

const VERB =
  '(?:run|execute|führe|starte|exécute[rz]?|lance[rz]?|ejecuta|ejecute|esegui|execute|uruchom|запусти(?:те)?|выполни(?:те)?)';
const THE = '(?:(?:the|das|le|la|el|lo|o|a)\\s+)?(?:(?:command|script|program|Skript|Programm|Befehl)\\s+)?';
const ORDER = new RegExp(`^(?:please\\s+|bitte\\s+|first,?\\s+)?${VERB}\\s+${THE}${RUN_BY}(${QUOTE}|${FILE})`, 'iu');
const FOR_WHAT_IT_SAYS =
  /(?<!\p{L})(?:output|stdout|prints?|printed|outputs|ausgabe|ausgegeben|sortie|affiche|salida|imprime|stampa|saída|wynik|вывод\p{L}*|выведет|напечатает)(?!\p{L})/iu;
/** What is run to see whether it is well is run by who verifies it, too. */
const TO_SEE =
  /\b(?:tests?|lint\w*|checks?|verif\w+|make\s+sure|ensur\w+|fail\w*|errors?|debug\w*|fix\w*|if|unless|when|would|should|instead|do\s+not|don['’]t|never|how\s+to)\b/i;
const PROGRAM = /\.(?:sh|bash|py|[cm]?js|rb|pl|php|lua)$/i;
const COMMAND = /^(?:node|python3?|ruby|perl|php|bash|sh|deno|bun|go)\s+\S|^\.\/\S/;

/** Programs that only look, or say what they are told. */
const LOOKS = new Set(
  'ls cat head tail grep rg echo printf pwd cd wc file stat tree less more which type mkdir touch true whoami date'.split(
    ' ',
  ),
);

/** More are not told of. */
const MOST_DEEDS = 100;

/** Pure. */
export function programsOrdered(told: string): string[] {
  const masked = mask(told);
  return sentencesOf(masked).flatMap((sentence) => {
    const token = ORDER.exec(sentence.replace(/^\[[^\]\n]{1,80}\]\s*/, ''))?.[1];
    if (token === undefined) return [];
    const quotes = standingFor(token, masked, 'Q').filter((quote) => COMMAND.test(quote));
    const named = standingFor(token, masked, 'F').filter((path) => PROGRAM.test(path));
    return [...quotes, ...named].slice(0, 1);
  });
}

/** Whether it can have run anything but what looks at files and says texts. */
function mayRun(command: string): boolean {
  if (/\$\(|<\(|-exec/.test(command) || command.length > 2000) return true;
  return command
    .replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '_')
    .split(/[\n;&|]+/)
    .map((part) => part.trim().replace(/^(?:\w+=\S*\s+)*/, ''))
    .filter((part) => part !== '' && !/^\d*[<>]/.test(part))
    .some((part) => part.includes('`') || !LOOKS.has(nameOf(part.split(/\s/, 1)[0] ?? '')));
}

/** `asked`: what the plan says of the step; null where that is the whole of the plan. `told`: the user's words. */
export function notRun(told: string, asked: string | null, deeds: readonly Deed[] | undefined): CheckResult[] {
  const { text } = mask(told);
  if (deeds === undefined || deeds.length >= MOST_DEEDS || !FOR_WHAT_IT_SAYS.test(text) || TO_SEE.test(text)) return [];
  if (deeds.some(({ command }) => command !== undefined && mayRun(command))) return [];
  const own = asked === null ? null : new Set(programsOrdered(asked));
  const [program] = programsOrdered(told).filter((one) => own === null || own.has(one));
  return program === undefined
    ? []
    : [{ name: 'was_run', passed: false, detail: `${program} was to be run, and no command ran it` }];
}
