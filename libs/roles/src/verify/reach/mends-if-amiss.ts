/*
 * Orders to look whether something is amiss, and to mend what is: nobody can know beforehand whether a file has to
 * change. Pure.
 */

const LOOKS =
  /^(?:(?:please|bitte|prosím|s'il te plaît|por favor|per favore|пожалуйста|请|請)[\s,]*)?(?:(?:check|verify|validate|test|review|inspect|look|see)(?!\p{L})|(?:über)?prüf|kontrolli?er|teste|schau|rever(?!\p{L})|reveja|proofread|relis|relire|überarbeit|korrekturles|vérifi|contrôl|regarde|comprueb|comprob|revis(?!(?:e|ed|ing)(?!\p{L}))|verific|mira|controlla|confere|confira|controleer|kijk|sprawd|zkontrol|ověř|провер|посмотр|检查|檢查|核对|確認|チェック|확인|점검)/iu;
/** What is mended, and behind it or before it words for what need not be there. */
const MENDS =
  /(?<![\p{L}\p{M}])(?:fix|correct|repair|mend|replace|korrigier|reparier|behebe?|berichtig|verbesser|ersetz|corrig|répar|remplac|arregl|corrij|correg|repar|ripar|sostitu|consert|arrum|herstel|repareer|verbeter|popraw|napraw|oprav|исправ|поправ|почин)\p{L}*|修复|修復|修正|改正|直し|고치|고쳐|수정/giu;
const AMISS =
  /(?<![\p{L}\p{M}])(?:(?:broken|wrong|bad|dead|any(?:thing)?|what(?:ever)?\s+is(?:n['’]t|\s+not)|those\s+that|tote[mnrs]?|morte?s?|faux|rot[oa]s?|fout|dood|dode)(?!\p{L})|(?:faulty|invalid|outdated|incorrect|errors?|mistakes?|typos?|problems?|issues?|kaputt|defekt|falsch|fehler|cassé|erron|fauss|erreurs?|fautes?|errore|errori|errat|rott[oaie]|quebrad|errad|erros?|kapot|foute|zepsut|błędn|błęd|niedział|nefunkčn|rozbit|chyb|битые|сломан|неправильн|неверн|ошибк|нерабоч)\p{L}*)|坏|壞|失效|错|錯|無効|壊れ|切れ|誤り|間違|깨진|잘못|틀린|오류/iu;
/** The same, said by what a thing does not do. */
const NOT_SO =
  /(?<![\p{L}\p{M}])(?:(?:does|do|is|are)(?:n['’]t|\s+not)|ne\s+(?:va|vont|colle|correspond|march|fonctionn|concord)\p{L}*\s+(?:pas|plus)|nicht\s+(?:mehr\s+)?(?:stimm|pass|geh|funktionier|richtig|übereinstimm)\p{L}*|no\s+(?:cuadr|coincid|funcion|va|est[áé])\p{L}*|non\s+(?:va|torn|corrispond|funzion|quadr)\p{L}*|não\s+(?:bat|funcion|est|corresp)\p{L}*|niet\s+(?:klop|werk|goed)\p{L}*|nie\s+(?:zgadza|działa|pasuj)\p{L}*|nesedí|neodpovíd\p{L}*|не\s+(?:так|сход|совпад|работа|соответств)\p{L}*)/iu;
/** Behind this another order may begin. */
const ANOTHER = /[.;!?]\s+\S|[。！？\n][^\S\n]*\S/;

/** Whether that is all a text asks for. */
export function mayFindNothing(text: string): boolean {
  const said = text.trim().slice(0, 500);
  const order = [...said.matchAll(MENDS)].at(-1);
  if (text.length > 500 || order === undefined || !LOOKS.test(said) || ANOTHER.test(said)) return false;
  const behind = said.slice(order.index + order[0].length);
  // In some tongues the verb comes last, and what it mends before it.
  const clause =
    said
      .slice(0, order.index)
      .split(/[,，、]/)
      .at(-1) ?? '';
  const isShort = behind.split(/\s+/).length <= 6 && !/[,，、]/.test(behind);
  const isAmiss = (words: string): boolean => AMISS.test(words) || NOT_SO.test(words);
  return isShort && (isAmiss(behind) || (behind.trim().length <= 6 && isAmiss(clause)));
}

/** What may join another order to the first. */
const JOINS = /[,，、;]|(?<=^|\s)(?:and|und|et|y|e|i|en|a|и|then|dann|puis|luego|poi)(?=\s|$)|并|和/iu;
const LOOKS_LAST = /(?:prüfen|kontrollieren|testen|確認|チェック|확인|점검)(?:する|하기)?\s*$/iu;

/** Whether a step in a few words is only to look at what is there. */
export function onlyLooks(text: string): boolean {
  const said = text.trim().replace(/[.!。]$/, '');
  if (said.length > 80 || ANOTHER.test(said) || JOINS.test(said) || said.match(MENDS) !== null) return false;
  return LOOKS.test(said) || LOOKS_LAST.test(said);
}

/**
 * Whether a step in a few words is only to mend something: where the goal leaves open whether anything is amiss, so
 * does it.
 */
export function onlyMends(text: string): boolean {
  const said = text.trim().replace(/[.!。]$/, '');
  return said.length <= 80 && !ANOTHER.test(said) && !JOINS.test(said) && said.match(MENDS) !== null;
}
