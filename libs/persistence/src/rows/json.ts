/** A column that Loom itself wrote as JSON. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;
export const toJson = (value: unknown): string => JSON.stringify(value);
export const toFlag = (value: boolean): number => (value ? 1 : 0);
