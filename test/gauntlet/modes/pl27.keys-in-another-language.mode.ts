import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL27',
  title: 'a plan whose keys are in another language, twice',
  at: 'planner',
  planner: [json({ 子任务: [{ 编号: 1, 描述: '创建 a.txt,内容为 hello', 依赖: [] }] })],
  after: HELLO,
  mostRequests: 10,
});
