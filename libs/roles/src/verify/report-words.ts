import { LatePattern } from './stated/late-pattern.js';

/* By which words a text about the work may be asked for in other languages than English. Pure. */

type Words = Pick<RegExp, 'test'>;
const word = (forms: string): Words => new LatePattern(`(?<![\\p{L}\\p{M}])(?:${forms})(?![\\p{L}\\p{M}])`, 'iu');

/** By these a text about the work, or about anything, may be wanted: one row a language. */
const REPORTS: Readonly<Record<string, Words>> = {
  de: word(
    '(?:\\p{L}*dok(?:u|umentier\\p{L}*|umentation\\p{L}*|umente?\\p{L}*)|(?:zusammen|kurz)ge?fass\\p{L}*|zusammenfass\\p{L}*|fass\\p{L}*|notier\\p{L}*|notiz\\p{L}*|\\p{L}*bericht\\p{L}*|beschreib\\p{L}*|erklär\\p{L}*|erläuter\\p{L}*|übersicht\\p{L}*|überblick\\p{L}*|protokoll\\p{L}*|aufschreib\\p{L}*|aufzuschreiben|festhalten|halte|anleitung\\p{L}*|liste\\p{L}*)',
  ),
  fr: word(
    'document\\p{L}*|résum\\p{L}*|rapport\\p{L}*|notes?|note[rz]|décri\\p{L}*|expliqu\\p{L}*|explication\\p{L}*|compte[- ]rendu|rédig\\p{L}*|synthès\\p{L}*|aperçu|consign\\p{L}*|liste\\p{L}*|guide\\p{L}*|bilan\\p{L}*',
  ),
  es: word(
    'document\\p{L}*|resum\\p{L}*|resúm\\p{L}*|informe\\p{L}*|notas?|anot\\p{L}*|apunt\\p{L}*|describ\\p{L}*|descripci\\p{L}*|explic\\p{L}*|explí\\p{L}*|redact\\p{L}*|reporte\\p{L}*|guía\\p{L}*|lista\\p{L}*',
  ),
  pt: word(
    'document\\p{L}*|resum\\p{L}*|relatóri\\p{L}*|notas?|anot\\p{L}*|descrev\\p{L}*|descri\\p{L}*|expli\\p{L}*|redij\\p{L}*|redigi\\p{L}*|lista\\p{L}*|guia\\p{L}*|registr\\p{L}*|regist\\p{L}*',
  ),
  it: word(
    'document\\p{L}*|riassu\\p{L}*|riepilog\\p{L}*|not[ae]|annot\\p{L}*|appunt\\p{L}*|relazion\\p{L}*|rapport\\p{L}*|descri\\p{L}*|spieg\\p{L}*|redig\\p{L}*|redatt\\p{L}*|guida\\p{L}*|elenc\\p{L}*',
  ),
  nl: word(
    'document\\p{L}*|gedocumenteerd|samenvat\\p{L}*|samen|notit\\p{L}*|noteer|noteren|verslag\\p{L}*|rapport\\p{L}*|beschrij\\p{L}*|uitleg\\p{L}*|leg|overzicht\\p{L}*|handleiding\\p{L}*|lijst\\p{L}*',
  ),
  pl: word(
    'dokument\\p{L}*|udokumentuj\\p{L}*|podsumow\\p{L}*|podsumuj\\p{L}*|notat\\p{L}*|zanotuj\\p{L}*|raport\\p{L}*|opis\\p{L}*|opisz\\p{L}*|wyjaśn\\p{L}*|streszcz\\p{L}*|spis\\p{L}*|list\\p{L}*',
  ),
  sv: word(
    'dokument\\p{L}*|sammanfatt\\p{L}*|anteckn\\p{L}*|rapport\\p{L}*|beskriv\\p{L}*|förklar\\p{L}*|översikt\\p{L}*|redogör\\p{L}*|list\\p{L}*|notera\\p{L}*',
  ),
  ru: word(
    '(?:за)?документ\\p{L}*|докумен\\p{L}*|резюм\\p{L}*|отч[её]т\\p{L}*|замет\\p{L}*|опис\\p{L}*|опиши\\p{L}*|сводк\\p{L}*|обобщ\\p{L}*|подытож\\p{L}*|итог\\p{L}*|кратк\\p{L}*|объясн\\p{L}*|запиш\\p{L}*|запис\\p{L}*|изложи\\p{L}*|перечисл\\p{L}*|спис\\p{L}*|руководств\\p{L}*|обзор\\p{L}*',
  ),
  zh: /文档|文檔|总结|總結|摘要|概要|概述|报告|報告|笔记|筆記|说明|說明|记录|記錄|描述|解释|解釋|介绍|介紹|清单|清單|列表|指南|写下|寫下/u,
  ja: /ドキュメント|文書|要約|まとめ|概要|報告|レポート|ノート|メモ|説明|記録|記述|解説|一覧|書き留め|手順/u,
  ko: /문서|요약|정리|보고|노트|메모|설명|기록|서술|개요|목록/u,
  ar: /وثائق|توثيق|وثّق|ملخص|لخص|تقرير|ملاحظات|اشرح|شرح|وصف|صف|سجل/u,
};

/** Of languages of which nothing else is known. */
const OTHER_REPORTS =
  /rezumat|raport|összefoglal|jegyzet|yhteenve|muistiinpan|raportt|shrn|souhrn|poznám|zpráv|özet|rapor|підсум|опиш|звіт|нотат|tóm tắt|ghi chú|báo cáo|ringkas|catatan|laporan|sažet|izvješ|περίληψη|αναφορά|σημειώσ|सारांश|רשימ|סיכום/iu;

/** Whether a text about the work may be asked for, in whichever language. */
export const mayAskForText = (text: string): boolean =>
  OTHER_REPORTS.test(text) || Object.values(REPORTS).some((words) => words.test(text));

/** Words without which hardly a text is in the language. */
const COMMON: readonly Words[] = [
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
