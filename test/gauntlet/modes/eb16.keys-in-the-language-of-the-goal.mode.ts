import { answer, call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EB16',
  title: 'the keys of the plan are in the language of the goal, each time',
  at: 'planner',
  goal: 'Crea el archivo saludo.txt con una sola línea: "Buenos días".',
  planner: [
    answer(
      '{"subtareas":[{"identificador":"crear","descripcion":"Crear saludo.txt con la línea Buenos días","depende_de":[],"criterios":"saludo.txt existe"}]}',
    ),
  ],
  executor: [attempt(call('write_file', { path: 'saludo.txt', content: 'Buenos días\n' }), FINISH)],
  after: { 'saludo.txt': 'Buenos días\n' },
  fails: /plan/i,
});
