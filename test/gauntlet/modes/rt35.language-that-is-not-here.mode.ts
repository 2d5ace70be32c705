import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT35',
  title: 'right work: the plan measures it by the tools of a language that are not on the machine',
  at: 'planner',
  goal: 'Write a table-driven test for Clamp in clamp.go. Cover below, inside and above the range.',
  before: {
    'go.mod': 'module clamp\n\ngo 1.21\n',
    'clamp.go':
      'package clamp\n\nfunc Clamp(v, low, high int) int {\n\tif v < low {\n\t\treturn low\n\t}\n\tif v > high {\n\t\treturn high\n\t}\n\treturn v\n}\n',
  },
  plan: [
    {
      id: 'tests',
      description: 'Write clamp_test.go with table-driven tests',
      expected_outputs: ['clamp_test.go'],
      acceptance_criteria: 'go test passes and go vet finds nothing',
      checks: ['go vet ./...', 'go test ./...'],
    },
  ],
  executor: [
    bySubtask({
      tests: attempt(
        call('write_file', {
          path: 'clamp_test.go',
          content:
            'package clamp\n\nimport "testing"\n\nfunc TestClamp(t *testing.T) {\n\tcases := map[string]struct{ v, low, high, want int }{\n\t\t"below":    {-3, 0, 10, 0},\n\t\t"inside":   {4, 0, 10, 4},\n\t\t"above":    {12, 0, 10, 10},\n\t\t"at an end": {10, 0, 10, 10},\n\t}\n\tfor name, c := range cases {\n\t\tt.Run(name, func(t *testing.T) {\n\t\t\tif got := Clamp(c.v, c.low, c.high); got != c.want {\n\t\t\t\tt.Errorf("Clamp(%d, %d, %d) = %d, want %d", c.v, c.low, c.high, got, c.want)\n\t\t\t}\n\t\t})\n\t}\n}\n',
        }),
        finish('clamp_test.go tests four cases.'),
      ),
    }),
  ],
  after: {
    'clamp_test.go':
      'package clamp\n\nimport "testing"\n\nfunc TestClamp(t *testing.T) {\n\tcases := map[string]struct{ v, low, high, want int }{\n\t\t"below":    {-3, 0, 10, 0},\n\t\t"inside":   {4, 0, 10, 4},\n\t\t"above":    {12, 0, 10, 10},\n\t\t"at an end": {10, 0, 10, 10},\n\t}\n\tfor name, c := range cases {\n\t\tt.Run(name, func(t *testing.T) {\n\t\t\tif got := Clamp(c.v, c.low, c.high); got != c.want {\n\t\t\t\tt.Errorf("Clamp(%d, %d, %d) = %d, want %d", c.v, c.low, c.high, got, c.want)\n\t\t\t}\n\t\t})\n\t}\n}\n',
  },
  mostRequests: 120,
});
