export const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
