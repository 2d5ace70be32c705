import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'OH10',
  title: 'a computer tool that looks at the screen, again and again',
  at: 'executor',
  executor: [
    call('computer', { action: 'screenshot' }),
    call('computer', { action: 'left_click', coordinate: [100, 200] }),
    call('computer', { action: 'type', text: 'hello' }),
    call('computer', { action: 'screenshot' }),
  ],
  fails: /computer/,
});
