import { deflateSync } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** One side of a "GIT binary patch": the whole content, deflated, 52 bytes a line in git's base 85. */
export function literal(content: Buffer): string {
  const packed = deflateSync(content);
  let text = `literal ${content.length}\n`;
  for (let at = 0; at < packed.length; at += 52) {
    const line = packed.subarray(at, at + 52);
    const size = line.length;
    text += String.fromCharCode(size <= 26 ? 64 + size : 96 + size - 26);
    for (let n = 0; n < size; n += 4) {
      const word = Buffer.alloc(4);
      line.copy(word, 0, n, Math.min(n + 4, size));
      let value = word.readUInt32BE(0);
      let digits = '';
      for (let k = 0; k < 5; k++) {
        digits = (DIGITS[value % 85] ?? '') + digits;
        value = Math.floor(value / 85);
      }
      text += digits;
    }
    text += '\n';
  }
  return text;
}
