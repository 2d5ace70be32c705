import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL4',
  title: 'the tests of the second step are in another package than the code of the first',
  at: 'executor',
  goal: 'Add a function Area(w, h int) int to shape/shape.go and a test of it to shape/shape_test.go.',
  before: { 'go.mod': 'module example.com/kit\n\ngo 1.21\n', 'shape/shape.go': 'package shape\n' },
  plan: [
    { id: 'area', description: 'Add a function Area(w, h int) int to shape/shape.go' },
    { id: 'test', description: 'Add a test of Area to shape/shape_test.go', depends_on: ['area'] },
  ],
  executor: [
    bySubtask({
      area: attempt(
        call('write_file', {
          path: 'shape/shape.go',
          content: 'package shape\n\nfunc Area(w, h int) int { return w * h }\n',
        }),
        FINISH,
      ),
      test: attempt(
        call('write_file', {
          path: 'shape/shape_test.go',
          content:
            'package main\n\nimport "testing"\n\nfunc TestArea(t *testing.T) {\n\tif Area(2, 3) != 6 {\n\t\tt.Fatal("6 expected")\n\t}\n}\n',
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'shape/shape.go': 'package shape\n\nfunc Area(w, h int) int { return w * h }\n' }],
  fails: /package|shape_test/,
  mostRequests: 80,
});
