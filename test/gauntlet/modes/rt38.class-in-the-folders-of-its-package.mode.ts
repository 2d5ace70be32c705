import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT38',
  title: 'right work: a check names a class without the folders of its package',
  at: 'planner',
  goal: 'Write a Java class Temperature in package com.example.units with conversions between Celsius and Fahrenheit in both directions.',
  before: {},
  plan: [
    {
      id: 'write',
      description: 'Write Temperature.java',
      expected_outputs: ['Temperature.java'],
      acceptance_criteria: 'It compiles',
      checks: ['javac -d /tmp/out Temperature.java'],
    },
  ],
  executor: [
    bySubtask({
      write: attempt(
        call('write_file', {
          path: 'src/main/java/com/example/units/Temperature.java',
          content:
            'package com.example.units;\n\npublic final class Temperature {\n    private Temperature() {\n    }\n\n    public static double toFahrenheit(double celsius) {\n        return celsius * 9 / 5 + 32;\n    }\n\n    public static double toCelsius(double fahrenheit) {\n        return (fahrenheit - 32) * 5 / 9;\n    }\n}\n',
        }),
        finish('Temperature converts in both directions.'),
      ),
    }),
  ],
  after: {
    'src/main/java/com/example/units/Temperature.java':
      'package com.example.units;\n\npublic final class Temperature {\n    private Temperature() {\n    }\n\n    public static double toFahrenheit(double celsius) {\n        return celsius * 9 / 5 + 32;\n    }\n\n    public static double toCelsius(double fahrenheit) {\n        return (fahrenheit - 32) * 5 / 9;\n    }\n}\n',
  },
  mostRequests: 120,
});
