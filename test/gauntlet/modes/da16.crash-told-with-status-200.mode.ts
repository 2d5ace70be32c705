import { mode } from '../mode.js';

export default mode({
  id: 'DA16',
  title: 'the server says in a JSON body with status 200 that the model has crashed',
  at: 'transport',
  executor: [
    {
      status: 200,
      headers: { 'content-type': 'application/json' },
      chunks: ['{"error":"The model has crashed without additional information. (Exit code: 18446744072635812000)"}'],
    },
  ],
  fails: /crashed|Exit code/,
});
