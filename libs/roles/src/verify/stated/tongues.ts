import { proseOf } from './masked-text.js';

/*
 * What is understood of languages beside English where nothing more than a few words has to be: one row a language. What
 * is not understood asks for nothing. Pure.
 */

export interface Tongue {
  /** Orders by which files go; the forms that stand behind a denial, too. */
  readonly removes: RegExp;
  /** Ends with what makes the order behind it none. */
  readonly deniedBefore: RegExp;
  /** Begins with what makes the order before it none; absent = that never stands there. */
  readonly deniedAfter?: RegExp;
  /** By these something is to stay as it is. */
  readonly keeps: RegExp;
  /** By these more is meant than what is named. */
  readonly more: RegExp;
  /** Words of a question. */
  readonly asks: RegExp;
  /** What makes an order of a question. */
  readonly requests: RegExp;
  /** By these a text about the work, or about anything, may be wanted. */
  readonly reports: RegExp;
}

const word = (forms: string): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])(?:${forms})(?![\\p{L}\\p{M}])`, 'iu');
/** With at most so many words between the denial and the order. */
const before = (forms: string, most = 3): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${forms})(?:\\s+[^\\s,]{1,40}){0,${most}}[\\s'’]*$`, 'iu');
const after = (forms: string): RegExp =>
  new RegExp(`^[^,]{0,60}?(?<![\\p{L}\\p{M}])(?:${forms})(?![\\p{L}\\p{M}])`, 'iu');

export const TONGUES: Readonly<Record<string, Tongue>> = {
  de: {
    removes: word('lösch(?:e|en|t)?|entfern(?:e|en|t)?|beseitig(?:e|en|t)|aufräumen|wegwerfen|zu\\s+löschen'),
    deniedBefore: before('nicht|nichts|kein\\p{L}*|nie|niemals|ohne|weder|noch|statt|anstatt', 4),
    deniedAfter: after('nicht|nichts|kein\\p{L}*|nie|niemals'),
    keeps: word('behalt\\p{L}*|bewahr\\p{L}*|lass|lasse|lassen|unberührt|unangetastet|unverändert'),
    more: word(
      'alle\\p{L}*|sämtlich\\p{L}*|jede\\p{L}*|übrig\\p{L}*|ander\\p{L}*|rest\\p{L}*|weiter\\p{L}*|zugehörig\\p{L}*',
    ),
    asks: word(
      'was|wer|wen|wem|wessen|wie|wieso|weshalb|warum|wo|woher|wohin|womit|wofür|wann|welche\\p{L}*|gibt\\s+es|ist|sind|hat|haben|wird|werden',
    ),
    requests: word(
      'kannst|könntest|können\\s+sie|könnten\\s+sie|würdest|würden\\s+sie|magst|bitte|wäre\\s+es|warum\\s+nicht',
    ),
    reports: word(
      '(?:\\p{L}*dok(?:u|umentier\\p{L}*|umentation\\p{L}*|umente?\\p{L}*)|(?:zusammen|kurz)ge?fass\\p{L}*|zusammenfass\\p{L}*|fass\\p{L}*|notier\\p{L}*|notiz\\p{L}*|\\p{L}*bericht\\p{L}*|beschreib\\p{L}*|erklär\\p{L}*|erläuter\\p{L}*|übersicht\\p{L}*|überblick\\p{L}*|protokoll\\p{L}*|aufschreib\\p{L}*|aufzuschreiben|festhalten|halte|anleitung\\p{L}*|liste\\p{L}*)',
    ),
  },
  fr: {
    removes: word(
      'supprim(?:e|er|es|ez|ons)|effac(?:e|er|es|ez)|enlèv(?:e|es)|enlev(?:er|ez)|retir(?:er|ez|es)|nettoi(?:e|es)|nettoy(?:er|ez)|élimin(?:e|er|es|ez)',
    ),
    deniedBefore: before('ne|n|sans|jamais|pas|ni|plutôt\\s+que|au\\s+lieu'),
    deniedAfter: after('pas|jamais|rien|aucun\\p{L}*'),
    keeps: word('gard(?:e|er|ez)|conserv(?:e|er|ez)|touch(?:e|er|es|ez)|laiss(?:e|er|ez)|intact\\p{L}*'),
    more: word('tou(?:s|t|te|tes)|autres?|chaque|reste|restants?'),
    asks: word('que|qu|quoi|qui|quel\\p{L}*|comment|pourquoi|où|quand|combien|est-ce|lequel|laquelle|lesquels'),
    requests: word(
      "peux|peut|pouvez|pourrais|pourriez|pourrait|veux|voulez|voudrais|veuillez|stp|svp|s[’']il\\s+(?:te|vous)\\s+plaît|pourquoi\\s+(?:ne\\s+)?pas",
    ),
    reports: word(
      'document\\p{L}*|résum\\p{L}*|rapport\\p{L}*|notes?|note[rz]|décri\\p{L}*|expliqu\\p{L}*|explication\\p{L}*|compte[- ]rendu|rédig\\p{L}*|synthès\\p{L}*|aperçu|consign\\p{L}*|liste\\p{L}*|guide\\p{L}*|bilan\\p{L}*',
    ),
  },
  es: {
    removes: word(
      'borr(?:a|ar|ad|alos?|alas?|arlos?|arlas?|e|en|es)|elimin(?:a|ar|ad|alos?|alas?|arlos?|arlas?|e|en|es)|suprim(?:e|ir|a|as|an)|quit(?:a|ar|e|en|es)|deshazte|limpi(?:a|ar|e|es)',
    ),
    deniedBefore: before('no|sin|nunca|jamás|tampoco|ni|en\\s+vez\\s+de|en\\s+lugar\\s+de'),
    keeps: word(
      'conserv\\p{L}*|mant(?:én|ener|enga|engas|iene)|dej(?:a|ar|e|es)|toc(?:ar|ques?)|toques?|intact\\p{L}*',
    ),
    more: word('tod[oa]s?|otr[oa]s?|demás|cada|resto|restantes?'),
    asks: word('qué|que|quién(?:es)?|cuál(?:es)?|cómo|como|por\\s+qué|dónde|cuándo|cuánt[oa]s?|hay'),
    requests: word('puedes?|puede[sn]?|podrías?|podría[sn]?|podéis|quieres?|querrías?|por\\s+favor|por\\s+qué\\s+no'),
    reports: word(
      'document\\p{L}*|resum\\p{L}*|resúm\\p{L}*|informe\\p{L}*|notas?|anot\\p{L}*|apunt\\p{L}*|describ\\p{L}*|descripci\\p{L}*|explic\\p{L}*|explí\\p{L}*|redact\\p{L}*|reporte\\p{L}*|guía\\p{L}*|lista\\p{L}*',
    ),
  },
  pt: {
    removes: word(
      'apag(?:a|ar|ue|uem|ues)|exclu(?:a|am|ir|i|as)|deletar|remov(?:a|am|er|as)|elimin(?:a|ar|e|em|es)|suprim(?:a|am|ir)',
    ),
    deniedBefore: before('não|nao|nunca|jamais|sem|nem|em\\s+vez\\s+de'),
    keeps: word('mant(?:enha|enham|er|ém)|conserv\\p{L}*|deix(?:a|ar|e)|mex(?:a|as|er)|toque?s?|intact\\p{L}*'),
    more: word('tod[oa]s?|outr[oa]s?|demais|cada|resto|restantes?'),
    asks: word('o\\s+que|que|quem|qual|quais|como|por\\s+que|porque|porquê|onde|quando|quant[oa]s?|há'),
    requests: word('pode[sm]?|poderia[sm]?|consegue[sm]?|quer(?:es)?|por\\s+favor|por\\s+que\\s+não'),
    reports: word(
      'document\\p{L}*|resum\\p{L}*|relatóri\\p{L}*|notas?|anot\\p{L}*|descrev\\p{L}*|descri\\p{L}*|expli\\p{L}*|redij\\p{L}*|redigi\\p{L}*|lista\\p{L}*|guia\\p{L}*|registr\\p{L}*|regist\\p{L}*',
    ),
  },
  it: {
    removes: word(
      'cancell(?:a|are|ate|i)|elimin(?:a|are|ate|i)|rimuov(?:i|ere|ete|a)|togli(?:ere|ete)?|ripulisc(?:i|e)|ripulire',
    ),
    deniedBefore: before('non|senza|mai|né|invece\\s+di|anziché'),
    keeps: word('mant(?:ieni|enere|enete)|conserv(?:a|are|ate)|lasci(?:a|are|ate)|tocc(?:a|are|ate)|intatt\\p{L}*'),
    more: word('tutt[oaie]|altr[oaie]|ogni|resto|restanti|rimanenti'),
    asks: word("che|cosa|chi|qual\\p{L}*|come|perché|dove|quando|quant[oaie]|c[’']è|ci\\s+sono"),
    requests: word('puoi|può|potete|potresti|potrebbe|potreste|vuoi|per\\s+favore|per\\s+piacere|perché\\s+non'),
    reports: word(
      'document\\p{L}*|riassu\\p{L}*|riepilog\\p{L}*|not[ae]|annot\\p{L}*|appunt\\p{L}*|relazion\\p{L}*|rapport\\p{L}*|descri\\p{L}*|spieg\\p{L}*|redig\\p{L}*|redatt\\p{L}*|guida\\p{L}*|elenc\\p{L}*',
    ),
  },
  nl: {
    removes: word('verwijder(?:en|t|de)?|wis(?:sen|t)?|weggooien|opruimen|gooi'),
    deniedBefore: before('niet|niets|geen|nooit|zonder|noch|in\\s+plaats\\s+van', 4),
    deniedAfter: after('niet|niets|geen|nooit'),
    keeps: word('behoud\\p{L}*|bewaar|bewaren|laat|laten|houd|ongewijzigd|ongemoeid'),
    more: word('alle|alles|ander\\p{L}*|elk\\p{L}*|rest|overig\\p{L}*'),
    asks: word('wat|wie|welke?|hoe|waarom|waar|wanneer|hoeveel|zijn\\s+er|heeft'),
    requests: word('kun|kunt|kan|zou|wil|wilt|alsjeblieft|alstublieft|graag|waarom\\s+niet'),
    reports: word(
      'document\\p{L}*|gedocumenteerd|samenvat\\p{L}*|samen|notit\\p{L}*|noteer|noteren|verslag\\p{L}*|rapport\\p{L}*|beschrij\\p{L}*|uitleg\\p{L}*|leg|overzicht\\p{L}*|handleiding\\p{L}*|lijst\\p{L}*',
    ),
  },
  pl: {
    removes: word(
      'usuń|usuńcie|usunąć|usuwaj(?:cie)?|usuwać|skasuj(?:cie)?|skasować|kasuj(?:cie)?|kasować|wykasuj|wyrzuć|wyczyść',
    ),
    deniedBefore: before('nie|bez|nigdy|ani|zamiast'),
    keeps: word('zachow\\p{L}*|zostaw\\p{L}*|pozostaw\\p{L}*|rusz\\p{L}*|dotyk\\p{L}*'),
    more: word('wszystk\\p{L}*|inn\\p{L}*|każd\\p{L}*|reszt\\p{L}*|pozostał\\p{L}*'),
    asks: word('co|kto|jak|jaki\\p{L}*|jaka|jakie|któr\\p{L}*|dlaczego|czemu|gdzie|kiedy|ile|czy'),
    requests: word('możesz|możecie|mógłbyś|mogłabyś|mógłby|proszę|zechcesz|czemu\\s+nie|dlaczego\\s+nie'),
    reports: word(
      'dokument\\p{L}*|udokumentuj\\p{L}*|podsumow\\p{L}*|podsumuj\\p{L}*|notat\\p{L}*|zanotuj\\p{L}*|raport\\p{L}*|opis\\p{L}*|opisz\\p{L}*|wyjaśn\\p{L}*|streszcz\\p{L}*|spis\\p{L}*|list\\p{L}*',
    ),
  },
  sv: {
    removes: word('radera|raderas|ta\\s+bort|rensa|släng|kasta'),
    deniedBefore: before('inte|utan\\s+att|aldrig|ej|inga|ingen|inget|istället\\s+för'),
    deniedAfter: after('inte|aldrig|ej|inga|ingen|inget|ingenting'),
    keeps: word('behåll\\p{L}*|bevara\\p{L}*|rör|röra|lämna\\p{L}*|orörd\\p{L}*'),
    more: word('all[at]?|alla|andra|annat|varje|resten|övrig\\p{L}*'),
    asks: word('vad|vem|vilk\\p{L}*|hur|varför|var|när|finns|är'),
    requests: word('kan\\s+du|kan\\s+ni|skulle|vill|snälla|tack|varför\\s+inte'),
    reports: word(
      'dokument\\p{L}*|sammanfatt\\p{L}*|anteckn\\p{L}*|rapport\\p{L}*|beskriv\\p{L}*|förklar\\p{L}*|översikt\\p{L}*|redogör\\p{L}*|list\\p{L}*|notera\\p{L}*',
    ),
  },
  ru: {
    removes: word(
      'удали(?:те|ть|м)?|удаляй(?:те)?|удалять|сотри(?:те)?|стереть|стирай(?:те)?|убери(?:те)?|убрать|убирай(?:те)?|очисти(?:те|ть)?|вычисти(?:те|ть)?|избавься|избавьтесь',
    ),
    deniedBefore: before('не|ни|без|нельзя|никогда|вместо|запрещено|запрещается'),
    deniedAfter: after('нельзя|запрещ\\p{L}*|не\\s+(?:надо|нужно|следует|стоит|трогай(?:те)?)'),
    keeps: word('остав\\p{L}*|сохран\\p{L}*|трога\\p{L}*|трогай(?:те)?|береги\\p{L}*'),
    more: word('все|всё|всех|всем\\p{L}*|любы\\p{L}*|други\\p{L}*|остальн\\p{L}*|кажд\\p{L}*|прочи\\p{L}*'),
    asks: word(
      'что|чего|чем|кто|кого|как|какой|какая|какое|какие|каких|каков\\p{L}*|почему|зачем|где|куда|откуда|когда|сколько|который|которая|которые|ли|есть\\s+ли|правда\\s+ли|разве',
    ),
    requests: word(
      'можешь|можете|мог|могла|могли|мог\\s+бы|не\\s+мог\\p{L}*|пожалуйста|прошу|давай(?:те)?|почему\\s+бы',
    ),
    reports: word(
      '(?:за)?документ\\p{L}*|докумен\\p{L}*|резюм\\p{L}*|отч[её]т\\p{L}*|замет\\p{L}*|опис\\p{L}*|опиши\\p{L}*|сводк\\p{L}*|обобщ\\p{L}*|подытож\\p{L}*|итог\\p{L}*|кратк\\p{L}*|объясн\\p{L}*|запиш\\p{L}*|запис\\p{L}*|изложи\\p{L}*|перечисл\\p{L}*|спис\\p{L}*|руководств\\p{L}*|обзор\\p{L}*',
    ),
  },
  zh: {
    removes: /删除|刪除|删掉|刪掉|删去|移除|清除|清理|去掉|删/u,
    deniedBefore:
      /(?:不[要能得可该該许許准用必应應]?|别|別|勿|禁止|无需|無需|避免|没有|沒有|而非|而不是)[^，,、]{0,12}$/u,
    keeps: /保留|保持|不动|不動|要动|要動|别动|別動|不变|不變/u,
    more: /所有|全部|任何|其他|其它|其余|其餘|每个|每個|一切/u,
    asks: /什么|什麼|为什么|為什麼|为何|為何|怎么|怎麼|如何|哪|谁|誰|多少|几|幾|吗|嗎|是否|何/u,
    requests: /能不能|能否|可以|可不可以|请|請|帮|幫|麻烦|麻煩|能[^力够夠]|为什么不|何不/u,
    reports:
      /文档|文檔|总结|總結|摘要|概要|概述|报告|報告|笔记|筆記|说明|說明|记录|記錄|描述|解释|解釋|介绍|介紹|清单|清單|列表|指南|写下|寫下/u,
  },
  ja: {
    removes: /削除|消去|消して|消し|消す|消さ|取り除|除去|捨て|片付け/u,
    deniedBefore: /(?:決して|絶対に)[^、]{0,12}$/u,
    deniedAfter:
      /^[^、]{0,4}(?:し?ない|するな|すな|せず|さず|かず|てず|禁止|不要|なし|無し)|^(?:して)?(?:は|ちゃ)(?:いけ|なら|だめ|ダメ|駄目)|^(?:し)?(?:て|で)はい?け/u,
    keeps: /残し|残す|残さ|そのまま|触ら|触れ|保持|維持|変えず|変更しない/u,
    more: /すべて|全て|全部|他の|その他|残りの|あらゆる|全ファイル/u,
    asks: /何|なに|なぜ|どう|どの|どれ|どこ|どんな|いつ|誰|だれ|いくつ|ですか|ますか|でしょうか|のか|か[？?]/u,
    requests: /くれ|もらえ|いただけ|頂け|ください|下さい|お願い|ほしい|欲しい|してよ|ませんか|しよう/u,
    reports: /ドキュメント|文書|要約|まとめ|概要|報告|レポート|ノート|メモ|説明|記録|記述|解説|一覧|書き留め|手順/u,
  },
  ko: {
    removes: /삭제|지우|지워|제거|없애/u,
    deniedBefore: /(?:안|절대|절대로)\s*[^,]{0,8}$/u,
    deniedAfter: /^[^,]{0,6}(?:하지|지)\s*(?:마|말|않|못)|^[^,]{0,6}(?:없이|금지|안\s*[돼되])/u,
    keeps: /유지|남겨|남기|그대로|건드리|보존/u,
    more: /모든|모두|전부|다른|나머지|각/u,
    asks: /무엇|뭐|무슨|왜|어떻게|어떤|어디|언제|누가|누구|몇|얼마|나요|까요|습니까|인가/u,
    requests: /할\s*수|해\s*[줘주]|주세요|주실|주시|부탁|바랍니다|[을를]까요/u,
    reports: /문서|요약|정리|보고|노트|메모|설명|기록|서술|개요|목록/u,
  },
  ar: {
    removes: /احذف|امسح|أزل|حذف|إزالة/u,
    deniedBefore: /(?:لا|بدون|دون|عدم|لن|لم)\s+(?:\S{1,20}\s+){0,2}$/u,
    keeps: /احتفظ|أبق|اترك|تلمس/u,
    more: /جميع|كل|أي|باقي|الأخرى/u,
    asks: /ماذا|لماذا|كيف|أين|متى|هل|كم|(?<!\p{L})(?:ما|من|أي)(?!\p{L})/u,
    requests: /يمكنك|تستطيع|من\s+فضلك|رجاء|لو\s+سمحت/u,
    reports: /وثائق|توثيق|وثّق|ملخص|لخص|تقرير|ملاحظات|اشرح|شرح|وصف|صف|سجل/u,
  },
};

const ROWS = Object.values(TONGUES).map((row) => ({ ...row, everyRemoval: new RegExp(row.removes.source, 'giu') }));

/** What a program is to do is no order of its own. */
const OF_A_PROGRAM =
  /funktion|function|fonction|funci[oó]n|fun[cç]ão|funzione|functie|funkcj|функци|метод|method|méthode|método|metodo|кнопк|команд|command|endpoint|button|knopf|schaltfläche|bouton|bot[oó]n|botão|pulsante|knop\b|przycisk|\bapi\b|route|関数|ボタン|メソッド|機能|コマンド|エンドポイント|函数|函數|按钮|按鈕|方法|功能|接口|命令|함수|버튼|기능|메서드|دالة|زر/iu;
const SENTENCES = /[.!?;。！？；؟\n]+/;
/** Characters on each side of an order in which a denial of it stands. */
const NEAR = 80;

/**
 * Whether a text orders in another language than English that files go; not where any such order is denied, or anything
 * is to stay: who says both is asked.
 */
export function ordersRemoval(text: string): boolean {
  const prose = proseOf(text);
  if (!ROWS.some(({ removes }) => removes.test(prose)) || ROWS.some(({ keeps }) => keeps.test(prose))) return false;
  let isOrdered = false;
  for (const sentence of prose.split(SENTENCES)) {
    const isOwn = !OF_A_PROGRAM.test(sentence);
    for (const { everyRemoval, deniedBefore, deniedAfter } of ROWS) {
      for (const { index, 0: order } of sentence.matchAll(everyRemoval)) {
        const end = index + order.length;
        if (deniedBefore.test(sentence.slice(Math.max(0, index - NEAR), index))) return false;
        if (deniedAfter?.test(sentence.slice(end, end + NEAR)) === true) return false;
        isOrdered ||= isOwn;
      }
    }
  }
  return isOrdered;
}

/** Whether it means more than it names. */
export const meansMore = (text: string): boolean =>
  ROWS.some(({ removes, more }) => removes.test(text) && more.test(text));

/** Of languages of which nothing else is known. */
const OTHER_REPORTS =
  /rezumat|raport|összefoglal|jegyzet|yhteenve|muistiinpan|raportt|shrn|souhrn|poznám|zpráv|özet|rapor|підсум|опиш|звіт|нотат|tóm tắt|ghi chú|báo cáo|ringkas|catatan|laporan|sažet|izvješ|περίληψη|αναφορά|σημειώσ|सारांश|רשימ|סיכום/iu;

/** Whether a text about the work may be asked for, in whichever language. */
export const mayAskForText = (text: string): boolean =>
  OTHER_REPORTS.test(text) || ROWS.some(({ reports }) => reports.test(text));

/** Words without which hardly a text is in the language. */
const COMMON: readonly RegExp[] = [
  word(
    'the|a|an|to|in|of|and|is|with|for|that|it|should|please|add|fix|make|change|rename|mend|raise|implement|update|write|create',
  ),
  word('der|die|das|ein|eine|einen|und|mit|für|auch|soll|bitte|ändere|füge|schreibe?|erstelle'),
  word('le|les|une|des|et|avec|pour|dans|ajoute|ajoutez|corrige|corrigez|crée|créez'),
  word('el|los|las|una|con|del|para|en|añade|agrega|corrige|crea|cambia'),
  word('os|as|um|uma|com|para|em|adicione|corrija|crie|mude|altere'),
  word('il|gli|una|con|nel|per|aggiungi|correggi|crea|cambia'),
  word('de|het|een|en|met|voor|voeg|maak|wijzig|verander'),
  word('dodaj|popraw|zmień|utwórz|napisz'),
  word('och|en|ett|med|för|till|lägg|ändra|skapa|skriv'),
  word('для|добавь(?:те)?|исправь(?:те)?|измени(?:те)?|создай(?:те)?|напиши(?:те)?'),
  /[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]/u,
];

/** Whether a text is in a language of which the words are known by which more may be wanted. */
export const isUnderstood = (text: string): boolean => COMMON.some((words) => words.test(text));
