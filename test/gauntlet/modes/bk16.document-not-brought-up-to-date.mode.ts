import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK16',
  title: 'the settings are changed and the document that was to say so is not',
  at: 'executor',
  goal: '把 config.yaml 中的端口改为 9090，并更新 README.md 里的说明。',
  before: { 'config.yaml': 'port: 8080\n', 'README.md': '# 服务\n\n默认端口是 8080。\n' },
  executor: [
    attempt(call('edit_file', { path: 'config.yaml', old_str: '8080', new_str: '9090' }), finish('All of it is done.')),
  ],
  fails: /README/,
  mostRequests: 80,
});
