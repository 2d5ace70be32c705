import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.js';
import { factsIn } from './facts.js';

describe('what a text leaves open about files', () => {
  it.each([
    // Something in the file is taken out, not the file.
    'Remove foo.txt from the list in README.md.',
    "Delete a.txt's second paragraph.",
    'Remove the comment in main.py.',
    // What is forbidden is narrower, or wider, than the file.
    "Do not change a.py's public names.",
    'Do not edit config.json by hand.',
    'Do not change README.md except for the title.',
    'Never modify the array while iterating in loop.js? That is the question.',
    // What a file holds for a while only, or among other things.
    'Create a.txt with the single line "one". Append "two" to it.',
    'Fix main.py: it prints exactly "x" twice.',
    'Look at a.txt containing the single line "x" and write b.md.',
    'Open notes.txt with the text "old" and improve it.',
    // No literal, or only some of them.
    'Replace the first "a" by "b" in x.txt.',
    'Rename the function foo to bar in m.py but keep foo as an alias.',
    'Create start.sh with the single line "echo PORT", where PORT is the port in config.json.',
    'Create start.sh with the single line "echo PORT", PORT being the port in config.json.',
    // Units and words are no literal values.
    'Set the timeout to 30 seconds in config.py.',
    'Set it to 5 in a.py.',
    'Change the timeout to one minute in client.py.',
    // Lines may go where more than an addition is asked for.
    'Add a section to README.md and remove the old one.',
    'Append x to list.txt, then sort it.',
    // Words behind "function" that are no names.
    'Create calc.py with a function adding two numbers.',
    'Add a function call to main.py.',
    'Add a class diagram to README.md.',
    'Create io.py with functions reading and writing files.',
    'Write calc.py with a function that multiplies.',
    'Add a function docstring to utils.py.',
    // Not a number of anything that can be counted here.
    'Create a.json with 3 fields.',
    'Write up to 10 lines into a.txt.',
    'Create a.txt with about 20 lines.',
    'Create p.csv with 3 rows per customer.',
    // What is printed depends on something.
    'Create hi.py that prints "hi" if the name is given.',
    'Create hi.py that prints "Hello <name>".',
    // Something is taken out of what was said.
    'Replace "color" with "colour" in README.md, but leave code as it is.',
    'Replace "colour" by "color" in style.md. Leave quotations as they are.',
    'Replace every "http://" with "https://" in links.md except for localhost.',
    'Rename a.js to b.js but keep a re-export in a.js.',
    'Delete old.log if it is older than 7 days.',
    'Update README.md if needed.',
    'In settings.py, change DEBUG from True to False unless it already is.',
    // A part of a file, or of the code, is meant.
    'Replace "foo" with "bar" in the header of index.html.',
    'In the footer, replace "foo" with "bar" in index.html.',
    'Rename the variable x to total in the function add in calc.py.',
    'Swap "a" with "b" in x.txt.',
    // What a program does when it runs.
    'Write clean.sh to delete tmp.log and cache.db.',
    'Write backup.sh that should rename a.txt to b.txt.',
    'Create a button that lets users make a.txt contain "x".',
    'Do not change config.json at runtime.',
    // Steps that somebody tells of.
    'Steps to reproduce:\n1. Delete a.txt\n2. Append the line "x" to b.txt\n\nThe app crashes.',
    'Expected:\n- a.txt contains "x"\n\nIt does not.',
    // A page is more than its text, a list more than its item, and a line may stand there more than once.
    'Create greet.py that says "Hello, <name>".',
    // What a block is, is not said.
    'Create validate.py for this schema:\n```json\n{"type": "object"}\n```',
    'Create app.ts following this interface:\n```ts\ninterface A { a: string }\n```',
    'Create greet.py using this function:\n```python\ndef hi(): pass\n```\nand call it at the end.',
    'Create config.json with the following settings:\n```json\n{"a": 1}\n```',
    // Numbers that something is done with; an order of its own; what nobody has decided yet.
    'Create squares.txt with the squares of the numbers from 1 to 10.',
    'Create roman.txt with the numbers 1 to 5 in roman numerals.',
    'Write fizzbuzz for the numbers 1 to 15 to fizz.txt.',
    'Bump lodash to latest in package.json.',
    // The file that is tested does not move.
    'Add a test for calc.py in the tests folder.',
    'Remove a.txt and b.txt from list.md.',
    // No file at all.
    'Build a small converter from CSV to JSON in JavaScript, without dependencies. Quoted fields must work.',
    'Create a Next.js app and use Vue.js for the rest.',
    'What would happen if we deleted a.txt?',
    'If the tests fail, delete a.txt.',
    'Use console.log and process.env where needed.',
    'Create the page in Python.',
  ])('nothing certain but what is made or changed: %s', (text) => {
    const where: readonly Fact['kind'][] = ['made', 'changed', 'mended', 'worked_on'];
    expect(factsIn(text).filter(({ kind }) => !where.includes(kind))).toEqual([]);
  });

  it.each([
    'Fix the failing test in test_calc.py.',
    'Fix test_calc.py.',
    'Fix the bug described in ISSUE.md.',
    'Fix the crash in main.py.',
    'Make the tests in test_calc.py pass.',
    'Improve index.html.',
    'Update index.html to look modern.',
  ])('leaves it open which file is to change: %s', (text) => {
    expect(factsIn(text)).toEqual([]);
  });
});
