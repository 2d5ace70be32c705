/**
 * Ids by their first 64 bits, in eight bytes each: a store may hold millions. A stranger may be taken for a member (by
 * chance one in 10^12 of ten million, and by intent), a member never for a stranger: for questions where the first
 * costs nothing but room.
 */
export class IdSet {
  private table = new Uint32Array(2 * 4096);
  private size = 0;

  /** As the first 16 digits, in hexadecimal, of a text. */
  addHex(text: string): void {
    this.add(Number.parseInt(text.slice(0, 8), 16), Number.parseInt(text.slice(8, 16), 16));
  }

  hasHex(text: string): boolean {
    return this.has(Number.parseInt(text.slice(0, 8), 16), Number.parseInt(text.slice(8, 16), 16));
  }

  addAt(bytes: Buffer, at: number): void {
    this.add(bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4));
  }

  hasAt(bytes: Buffer, at: number): boolean {
    return this.has(bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4));
  }

  private add(high: number, low: number): void {
    const at = this.place(high, low);
    if (this.isFree(at)) this.size += 1;
    this.table[at] = high;
    this.table[at + 1] = low;
    // Half of it stays free.
    if (4 * this.size > this.table.length) this.grow();
  }

  /** All zeros say that a place is free, and stand for an id too: that one is a member of every set. */
  private has(high: number, low: number): boolean {
    return (high === 0 && low === 0) || !this.isFree(this.place(high, low));
  }

  /** Where it is, or would be. */
  private place(high: number, low: number): number {
    const last = this.table.length - 1;
    let at = (2 * high) & last;
    while (!this.isFree(at) && (this.table[at] !== high || this.table[at + 1] !== low)) at = (at + 2) & last;
    return at;
  }

  private isFree(at: number): boolean {
    return this.table[at] === 0 && this.table[at + 1] === 0;
  }

  private grow(): void {
    const before = this.table;
    this.table = new Uint32Array(2 * before.length);
    for (let from = 0; from < before.length; from += 2) {
      const [high = 0, low = 0] = [before[from], before[from + 1]];
      if (high === 0 && low === 0) continue;
      const at = this.place(high, low);
      this.table[at] = high;
      this.table[at + 1] = low;
    }
  }
}
