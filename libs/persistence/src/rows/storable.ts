/**
 * Text that both databases keep as it is: Postgres takes no NUL and no half of a surrogate pair, and models send both.
 * Each becomes the sign for what cannot be shown.
 */
export const storable = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed();
