import { escapePointer } from './json-pointer.js';

interface Level {
  /** Null in an array. */
  readonly keys: Set<string> | null;
  /** Of the value that is being read. */
  at: string | number;
}

/**
 * The pointer of a key that an object of valid JSON holds twice; null = none does. Parsers differ in which of both they
 * take, so that what one has checked another would not have seen.
 */
export function repeatedKey(text: string): string | null {
  const levels: Level[] = [];
  let isKey = false;
  for (let i = 0; i < text.length; i++) {
    const level = levels.at(-1);
    switch (text.charAt(i)) {
      case '"': {
        const end = endOfString(text, i);
        if (isKey && level?.keys) {
          const key = JSON.parse(text.slice(i, end + 1)) as string;
          level.at = key;
          if (level.keys.has(key)) return levels.map(({ at }) => `/${escapePointer(String(at))}`).join('');
          level.keys.add(key);
          isKey = false;
        }
        i = end;
        break;
      }
      case '{':
        levels.push({ keys: new Set(), at: '' });
        isKey = true;
        break;
      case '[':
        levels.push({ keys: null, at: 0 });
        isKey = false;
        break;
      case '}':
      case ']':
        levels.pop();
        isKey = false;
        break;
      case ',':
        isKey = level?.keys != null;
        if (typeof level?.at === 'number') level.at++;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
