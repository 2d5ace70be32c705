/*
 * Stories that need no server of their own, told to one: what one of them leaves behind is nothing to the others.
 * Lessons come first, before anything else was learned; the terminal's work goes on behind it.
 */
import './stories/lessons.js';
import './stories/limits.js';
import './stories/verdicts.js';
import './stories/control.js';
import './stories/landing.js';
import './stories/terminal.js';
