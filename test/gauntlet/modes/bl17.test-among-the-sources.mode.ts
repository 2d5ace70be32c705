import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const JAVA =
  'package kit;\n\npublic class Sum {\n    public static int of(int a, int b) {\n        return a + b;\n    }\n}\n';

export default mode({
  id: 'BL17',
  title: 'the class of tests goes to the folder of the sources',
  at: 'executor',
  goal: 'Add the class kit.Sum with a method of(int, int) in src/main/java and a test SumTest in src/test/java, in the same package.',
  before: { 'README.md': '# Kit\n' },
  plan: [
    { id: 'class', description: 'Add the class kit.Sum in src/main/java' },
    { id: 'test', description: 'Add SumTest for it', depends_on: ['class'] },
  ],
  executor: [
    bySubtask({
      class: attempt(call('write_file', { path: 'src/main/java/kit/Sum.java', content: JAVA }), FINISH),
      test: attempt(
        call('write_file', {
          path: 'src/main/java/kit/SumTest.java',
          content:
            'package kit;\n\npublic class SumTest {\n    public static void main(String[] args) {\n        if (Sum.of(1, 2) != 3) throw new AssertionError();\n    }\n}\n',
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'src/main/java/kit/Sum.java': JAVA }],
  fails: /src\/test|SumTest/,
  mostRequests: 80,
});
