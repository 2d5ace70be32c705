import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT27',
  title: 'right work: a translation into a language that has no singular leaves its text out',
  at: 'executor',
  goal: 'Translate locales/en.json into Japanese and save it as locales/ja.json.',
  before: {
    'locales/en.json':
      '{\n  "title": "Basket",\n  "item_one": "{{count}} item",\n  "item_other": "{{count}} items",\n  "pay": "Pay now",\n  "back": "Back"\n}\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'locales/ja.json',
        content:
          '{\n  "title": "カート",\n  "item_other": "{{count}}個の商品",\n  "pay": "今すぐ支払う",\n  "back": "戻る"\n}\n',
      }),
      FINISH,
    ),
  ],
  after: {
    'locales/ja.json':
      '{\n  "title": "カート",\n  "item_other": "{{count}}個の商品",\n  "pay": "今すぐ支払う",\n  "back": "戻る"\n}\n',
  },
});
