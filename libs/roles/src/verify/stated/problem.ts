/** What is not as a text says, a sentence; null = all is, undefined = nobody can say. */
export type Problem = string | null | undefined;

/** A text as a sentence shows it. */
export const show = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
