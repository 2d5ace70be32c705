/**
 * With one blank for each run of them, so that a pattern need not allow for as many as somebody writes. Pure, linear.
 */
export const closedUp = (text: string): string => text.replace(/[^\S\n]+/g, ' ');
