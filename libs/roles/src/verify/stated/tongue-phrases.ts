import { isCode } from '../file-kinds.js';
import { FILE, QUOTE } from './masked-text.js';
import { fileIn, filesIn, quotesIn, type Phrase, type Sentence } from './sentence.js';

/*
 * What a sentence of any language demands of a new file, by its form alone: a file, a few words, and one quotation
 * behind them, or the other way round, and nothing else.
 */

/** Words without which hardly a sentence is English; those have phrases of their own. */
const ENGLISH =
  /(?:^|[^\p{L}\p{M}])(?:the|with|that|which|of|and|to|from|is|it|must|should|create|write|add|make|put|save|contains?|containing|says?|saying|called|named|about|by|for|into|on|at|as|all|every|or|if|how|what|not|no|find|search|look|count|list|show|report|replace|translate|convert|print|store|type|use|run|remove|delete|fix|update|change|read|open|check|explain|describe|document|summari[sz]e|note|record|reverse|compute|calculate|generate)(?![\p{L}\p{M}])/iu;
/** By these the quotation is what is not to be there, what the text is about, or what is done with before. */
const NOT_ITSELF =
  /(?:^|[^\p{L}\p{M}])(?:ohne|nicht|kein\p{L}*|außer|statt|anstatt|anstelle|weder|sans|pas|ne|n['’]|sauf|ni|aucun\p{L}*|sin|no|nunca|excepto|salvo|menos|senza|non|né|eccetto|tranne|sem|não|nem|exceto|zonder|niet|geen|utan|inte|uden|ikke|uten|bez|nie|без|не|кроме|über|zu[mr]?|sur|sobre|acerca|su(?:l|lla|l['’])?|à|au|sujet|thème|tema|thema|titel|titre|título|titolo|om|o|о|об|про|stil|style|estilo|stile|wie|comme|como|come|som|als|jak|как|aus|von|vom|(?<!met\s)de|de[ls]|du|des|d['’]|di|del\p{L}*|da|do|dos|das(?=\s+⟦)|uit|van|från|fra|ze?(?=\s*⟦)|из|от|übersetz\p{L}*|tradu\p{L}*|vertaal\p{L}*|przet\p{L}*|zähl\p{L}*|compt\p{L}*|cuent\p{L}*|cont[aei]\p{L}*(?<!cont(?:en|ien|ie|eni|em|ém|enh)\p{L}*)|umgekehrt|rückwärts|revés|envers|contrari\p{L}*|contrár\p{L}*|rovesci\p{L}*|berechn\p{L}*|calcul\p{L}*|перев\p{L}*|konvert\p{L}*|convert\p{L}*|such\p{L}*|cherch\p{L}*|busc\p{L}*|cerc\p{L}*|funktion|fonction|funci\p{L}*|funz\p{L}*|funç\p{L}*)(?![\p{L}\p{M}])|不|没|無|无|ない|翻/iu;
/** Each is taken whole, so that there is one way only to take so many; some languages part none. */
const WORDS = (least: number, most: number): string =>
  `(?:[\\s,:，：]{0,3}[\\p{L}\\p{M}'’-]{1,180}(?![\\p{L}\\p{M}'’-])){${least},${most}}[\\s,:，：]{0,3}`;
const ENDS = '\\s*[.!。．]?\\s*$';
const FORMS = [
  // "Erstelle gruss.txt mit der einzigen Zeile "x".", "Crea un file a.txt che contiene "x"."
  `^${WORDS(1, 6)}(${FILE})${WORDS(1, 5)}(${QUOTE})(?:\\s+\\p{L}{4,20})?${ENDS}`,
  // "Schreibe "x" in gruss.txt.", "Écris le texte "x" dans le fichier a.txt."
  `^${WORDS(1, 4)}(${QUOTE})${WORDS(1, 3)}(${FILE})(?:\\s+(?:hinein|rein|ein))?${ENDS}`,
];
const isNamedOnce = (path: string, { masked }: Sentence): boolean =>
  masked.files.filter((file) => file === path).length === 1;

/** A file that is to go, and nothing of it: what stands behind it ends the order. */
const THE_FILE =
  '(?:(?:die\\s+datei|le\\s+fichier|el\\s+archivo|el\\s+fichero|il\\s+file|o\\s+(?:arquivo|ficheiro)|het\\s+bestand|plik|файл)\\s+)?';
const GOES = [
  `(?<![\\p{L}\\p{M}])(?:lösche?|löschen\\s+sie|entferne|entfernen\\s+sie|supprime[rz]?|efface[rz]?|borra|elimina|cancella|apaga|apague|exclua|verwijder|usuń|удали(?:те)?)\\s+${THE_FILE}(${FILE})(?=\\s*(?:[.,;!]|$)|\\s+(?:und|et|puis|y|e|en|i|и)\\s)`,
  `(?:删除|刪除|移除)\\s*(?:文件|檔案)?\\s*(${FILE})(?=\\s*(?:[。，；.,;]|$))`,
  `(${FILE})\\s*(?:wieder\\s+|bitte\\s+)?(?:löschen|entfernen)(?=\\s*(?:[.,;!]|$)|\\s+und\\s)`,
];
const TO_GO: readonly Phrase[] = GOES.map((form) => ({
  pattern: new RegExp(form, 'giu'),
  read: (match, of) => {
    const path = fileIn(match[1], of);
    const isDenied = /(?:nicht|pas|jamais|no|non|não|niet|nie|не|不[要可得能]?|别|勿)\s*$/iu.test(
      of.text.slice(0, match.index),
    );
    return path === undefined || isDenied || !isNamedOnce(path, of) ? null : [{ kind: 'gone', path }];
  },
}));

const LIST = `${FILE}(?:(?:\\s*[,、，]\\s*|\\s+(?:und|et|y|e|i|en|и)\\s+|\\s*和\\s*)${FILE}){0,20}`;
/** Nothing but an order that one file or several go. */
const ONLY_GOES = [
  `^\\s*(?:bitte\\s+)?(?:löschen|entfernen)\\s*:\\s*(${LIST})${ENDS}`,
  `^\\s*(?:bitte\\s+)?(?:(?:die|das)\\s+)?(?:datei(?:en)?\\s+)?(${LIST})\\s+(?:löschen|entfernen)${ENDS}`,
  `^\\s*(?:请\\s*)?把\\s*(${LIST})\\s*(?:删除|删掉|移除)${ENDS}`,
  `^\\s*(${LIST})\\s*を\\s*削除(?:して(?:ください|下さい)?|する)?${ENDS}`,
  `^\\s*rm\\s+(?:-[rf]{1,2}\\s+)?(${FILE}(?:\\s+${FILE}){0,20})${ENDS}`,
  `^\\s*(?:the\\s+file\\s+)?(${FILE})\\s+can\\s+(?:go|be\\s+(?:deleted|removed))(?:\\s+now)?${ENDS}`,
].map((form): Phrase => ({
  pattern: new RegExp(form, 'giu'),
  read: (match, of) => filesIn(match[1], of).map((path) => ({ kind: 'gone', path })),
}));

const QUOTED: readonly Phrase[] = FORMS.map((form, at) => ({
  pattern: new RegExp(form, 'giu'),
  read: (match, of) => {
    const [file, quote] = at === 0 ? [match[1], match[2]] : [match[2], match[1]];
    const [path, text] = [fileIn(file, of), quotesIn(quote, of)[0]];
    if (path === undefined || text === undefined || isCode(path) || !isNamedOnce(path, of)) return null;
    const prose = match[0].replace(/⟦F\d+⟧/g, ' ');
    return ENGLISH.test(prose) || NOT_ITSELF.test(prose) ? null : [{ kind: 'quoted', path, text }];
  },
}));

const IF_NEEDED =
  /(?<![\p{L}\p{M}])(?:falls|wenn|bei\s+bedarf|eventuell|ggf|si|besoin|éventuellement|necesario|necessario|necessário|se|если|при\s+необходимости|nodig)(?![\p{L}\p{M}])|必要|如果|若|需要/iu;
const FEW_WORDS =
  '(?:\\s+(?:die|das|den|datei|auch|ebenfalls|le|la|fichier|aussi|el|archivo|fichero|también|il|lo|file|anche|o|a|arquivo|ficheiro|também|также|и|файл)){0,3}\\s+';
/** A file that is to be brought up to date; what is to stand in it, nobody knows before. */
const UPDATES = [
  `(?<![\\p{L}\\p{M}])(?:aktualisiere|aktualisieren\\s+sie|überarbeite|mets\\s+à\\s+jour|mettez\\s+à\\s+jour|actualiza|aggiorna|atuali[sz][ae]|обнови(?:те)?)${FEW_WORDS}?(${FILE})`,
  `更新\\s*(?:一下\\s*)?(${FILE})`,
  `(${FILE})\\s*(?:も\\s*|を\\s*)更新`,
];
const TO_CHANGE: readonly Phrase[] = UPDATES.map((form) => ({
  pattern: new RegExp(form, 'giu'),
  read: (match, of) => {
    const path = fileIn(match[1], of);
    const isDenied = /(?:nicht|pas|no|non|não|niet|не|不[要可得能]?|别|勿)\s*$/iu.test(of.text.slice(0, match.index));
    return path === undefined || isDenied || IF_NEEDED.test(of.masked.text) || !isNamedOnce(path, of)
      ? null
      : [{ kind: 'changed', paths: [path] }];
  },
}));

const CODE = '(?:⟦Q\\d+⟧|[A-Za-z_$][\\w$]*)(?:\\(\\))?';
const MOVES = [
  `(?<![\\p{L}\\p{M}])(?:verschiebe|verschieben\\s+sie|déplace[rz]?|mueve|mover|sposta|move|mova|перенеси(?:те)?|перемести(?:те)?)\\s+(?:die\\s+(?:funktion|klasse|methode)|la\\s+(?:fonction|classe|función|clase|funzione)|a\\s+(?:função|classe)|функцию|класс)\\s+(${CODE})\\s+(?:von|aus|de|da|do|из)\\s+(${FILE})\\s+(?:nach|in|vers|dans|à|a|para|al|в)\\s+(${FILE})`,
  `(?:把|将)\\s*(?<source>${FILE})\\s*(?:中的|里的|中|里)?\\s*(?:函数|类)?\\s*(?<name>${CODE})\\s*(?:函数|类)?\\s*移(?:动)?(?:到|至)\\s*(?<target>${FILE})`,
];
const CODE_MOVES: readonly Phrase[] = MOVES.map((form) => ({
  pattern: new RegExp(form, 'giu'),
  read: (match, of) => {
    const [named, from, to] = [
      match.groups?.['name'] ?? match[1],
      match.groups?.['source'] ?? match[2],
      match.groups?.['target'] ?? match[3],
    ];
    const name = (quotesIn(named, of)[0] ?? named ?? '').replace(/\(\)$/, '');
    const [source, target] = [fileIn(from, of), fileIn(to, of)];
    if (source === undefined || target === undefined || source === target || !/^[A-Za-z_$][\w$]*$/.test(name))
      return null;
    return [{ kind: 'code_moved', name, source, target }];
  },
}));

export const TONGUE_PHRASES: readonly Phrase[] = [...QUOTED, ...TO_GO, ...ONLY_GOES, ...TO_CHANGE, ...CODE_MOVES];
