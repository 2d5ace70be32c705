import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL55',
  title: 'two test classes are planned, and one tests both',
  at: 'planner',
  goal: 'Write tests for push and pop of src/Stack.java. There is no test framework here, a main that throws will do.',
  before: {
    'src/Stack.java':
      'import java.util.ArrayDeque;\n\npublic class Stack {\n    private final ArrayDeque<Integer> items = new ArrayDeque<>();\n\n    public void push(int value) {\n        items.push(value);\n    }\n\n    public int pop() {\n        return items.pop();\n    }\n}\n',
  },
  plan: [
    { id: 'look', description: 'Read the class to find what must be tested.' },
    {
      id: 'tests',
      description: 'Write the tests of push and pop.',
      acceptance_criteria: 'Both methods are tested.',
      expected_outputs: ['src/StackPushTest.java', 'src/StackPopTest.java'],
      depends_on: ['look'],
    },
    {
      id: 'run',
      description: 'Compile and run the tests.',
      expected_outputs: ['test_results.txt'],
      depends_on: ['tests'],
    },
  ],
  executor: [
    bySubtask({
      look: attempt(call('read_file', { path: 'src/Stack.java' }), finish('Stack has push(int) and pop().')),
      tests: attempt(
        call('read_file', { path: 'src/Stack.java' }),
        call('write_file', {
          path: 'src/StackTest.java',
          content:
            'public class StackTest {\n    public static void main(String[] args) {\n        pushesOnTop();\n        popsInReverse();\n        System.out.println("ok");\n    }\n\n    static void pushesOnTop() {\n        Stack stack = new Stack();\n        stack.push(1);\n        stack.push(2);\n        check(stack.pop() == 2, "the last one pushed is on top");\n    }\n\n    static void popsInReverse() {\n        Stack stack = new Stack();\n        stack.push(1);\n        stack.push(2);\n        stack.pop();\n        check(stack.pop() == 1, "the first one comes last");\n    }\n\n    static void check(boolean holds, String what) {\n        if (!holds) throw new AssertionError(what);\n    }\n}\n',
        }),
        finish('src/StackTest.java tests push and pop.'),
      ),
      run: attempt(
        call('shell_execute', { command: 'd=$(mktemp -d) && javac -d $d src/*.java && java -cp $d StackTest' }),
        finish('The tests compile and print ok.'),
      ),
    }),
  ],
  after: {
    'src/StackTest.java':
      'public class StackTest {\n    public static void main(String[] args) {\n        pushesOnTop();\n        popsInReverse();\n        System.out.println("ok");\n    }\n\n    static void pushesOnTop() {\n        Stack stack = new Stack();\n        stack.push(1);\n        stack.push(2);\n        check(stack.pop() == 2, "the last one pushed is on top");\n    }\n\n    static void popsInReverse() {\n        Stack stack = new Stack();\n        stack.push(1);\n        stack.push(2);\n        stack.pop();\n        check(stack.pop() == 1, "the first one comes last");\n    }\n\n    static void check(boolean holds, String what) {\n        if (!holds) throw new AssertionError(what);\n    }\n}\n',
  },
  mostRequests: 60,
});
