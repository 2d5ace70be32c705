import { mode, oa, wire } from '../mode.js';

export default mode({
  id: 'BV20',
  title: 'an event stream carries its error in a field of that name and then ends as if all were well',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: `${oa({ role: 'assistant', content: null })}error: {"code":500,"message":"Compute error.","type":"server_error"}\n\ndata: [DONE]\n\n`,
    }),
  ],
  fails: /Compute error/,
});
