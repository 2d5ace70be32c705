import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MU6',
  title: 'a file comes without its indentation',
  at: 'executor',
  goal: 'In Shipping.java the magic number should become a constant with a good name.',
  before: {
    'Shipping.java':
      'public class Shipping {\n    public static double cost(double weight) {\n        return 4.99 + weight;\n    }\n}\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'Shipping.java',
        content:
          'public class Shipping {\nprivate static final double BASE_FEE = 4.99;\n\npublic static double cost(double weight) {\nreturn BASE_FEE + weight;\n}\n}\n',
      }),
      FINISH,
    ),
  ],
  fails: /indented/,
});
