/* Words of many languages by which something is said of all of a kind. Pure. */

export const ALL =
  /(?<![\p{L}\p{M}])(?:all|every|each|per|alle[rsnm]?|jede[rsnm]?|sämtliche\p{L}*|tous|toutes|chaque|tod[oa]s|cada|tutt[ie]|ogni|elke?|każd\p{L}*|wszystk\p{L}*|все(?:[хм]|ми)?|кажд\p{L}*|alla|varje)(?![\p{L}\p{M}])|所有|全部|每[个個一]?|すべて|全て|各|모든|각/iu;
/** What takes some of them out, or chooses by more than the kind. */
export const NOT_ALL =
  /(?<![\p{L}\p{M}])(?:except|but|unless|without|only|not|first|last|that|which|whose|where|if|außer|ausgenommen|nicht|nur|ohne|erste\p{L}*|letzte\p{L}*|welche|deren|wenn|falls|sauf|excepté|pas|sans|seulement|uniquement|qui|dont|si|excepto|salvo|menos|sin|solo|sólo|que|cuy[oa]s?|tranne|eccetto|senza|soltanto|che|se|exceto|sem|apenas|cujos?|behalve|zonder|alleen|кроме|без|только|котор\p{L}*|если)(?![\p{L}\p{M}])|除了|只|以外|だけ|ない|不/iu;
