import { holdsWords, neededWords } from './needed-words.js';

/**
 * A pattern that is made where a text holds the words it needs: to read one with many classes of letters costs as much
 * as to use it, and of those of all languages a process meets few.
 */
export class LatePattern {
  private made: RegExp | null = null;
  private needed: ReturnType<typeof neededWords> | null = null;

  constructor(
    readonly source: string,
    readonly flags: string,
  ) {}

  test(text: string): boolean {
    this.needed ??= neededWords(this);
    if (!holdsWords(text, this.needed)) return false;
    this.made ??= new RegExp(this.source, this.flags);
    return this.made.test(text);
  }
}
