import { answer } from '#testing';
import { mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC21',
  title: 'gives up in words after some work, and everybody is content',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  executor: [
    WRITE,
    answer('I was unable to create the other file because of an error. The task could not be completed.'),
  ],
  fails: /second\.txt/,
  mostRequests: 60,
});
