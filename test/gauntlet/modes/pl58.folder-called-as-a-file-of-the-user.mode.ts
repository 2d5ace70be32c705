import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL58',
  title: 'a guessed folder is called as a file is that the user names',
  at: 'planner',
  goal: 'Mach aus fragen.txt ein Quiz, das man im Browser spielen kann.',
  before: { 'fragen.txt': 'Hauptstadt von Peru? Lima\nFluss durch Wien? Donau\n' },
  plan: [
    { id: 'daten', description: 'Wandle die Fragen in JSON um.', expected_outputs: ['fragen/fragen.json'] },
    {
      id: 'seite',
      description: 'Baue die Seite, die die Fragen lädt und abfragt.',
      expected_outputs: ['quiz.html'],
      depends_on: ['daten'],
    },
  ],
  executor: [
    bySubtask({
      daten: attempt(
        call('read_file', { path: 'fragen.txt' }),
        call('write_file', {
          path: 'fragen.json',
          content:
            '[\n  { "frage": "Hauptstadt von Peru?", "antwort": "Lima" },\n  { "frage": "Fluss durch Wien?", "antwort": "Donau" }\n]\n',
        }),
        finish('fragen.json enthält beide Fragen.'),
      ),
      seite: attempt(
        call('read_file', { path: 'fragen.json' }),
        call('write_file', {
          path: 'index.html',
          content:
            '<!doctype html>\n<html lang="de">\n<meta charset="utf-8">\n<title>Quiz</title>\n<p id="frage"></p>\n<input id="eingabe">\n<button id="weiter">Weiter</button>\n<p id="stand"></p>\n<script>\n  let fragen = [];\n  let nummer = 0;\n  let richtig = 0;\n  const zeige = () => {\n    const ende = nummer >= fragen.length;\n    document.getElementById("frage").textContent = ende ? "Ende" : fragen[nummer].frage;\n    document.getElementById("stand").textContent = richtig + " richtig";\n  };\n  document.getElementById("weiter").onclick = () => {\n    const eingabe = document.getElementById("eingabe");\n    if (nummer < fragen.length && eingabe.value.trim() === fragen[nummer].antwort) richtig++;\n    nummer++;\n    eingabe.value = "";\n    zeige();\n  };\n  fetch("fragen.json").then((antwort) => antwort.json()).then((liste) => {\n    fragen = liste;\n    zeige();\n  });\n</script>\n</html>\n',
        }),
        finish('index.html stellt die Fragen und zählt die richtigen.'),
      ),
    }),
  ],
  after: {
    'fragen.json':
      '[\n  { "frage": "Hauptstadt von Peru?", "antwort": "Lima" },\n  { "frage": "Fluss durch Wien?", "antwort": "Donau" }\n]\n',
    'index.html':
      '<!doctype html>\n<html lang="de">\n<meta charset="utf-8">\n<title>Quiz</title>\n<p id="frage"></p>\n<input id="eingabe">\n<button id="weiter">Weiter</button>\n<p id="stand"></p>\n<script>\n  let fragen = [];\n  let nummer = 0;\n  let richtig = 0;\n  const zeige = () => {\n    const ende = nummer >= fragen.length;\n    document.getElementById("frage").textContent = ende ? "Ende" : fragen[nummer].frage;\n    document.getElementById("stand").textContent = richtig + " richtig";\n  };\n  document.getElementById("weiter").onclick = () => {\n    const eingabe = document.getElementById("eingabe");\n    if (nummer < fragen.length && eingabe.value.trim() === fragen[nummer].antwort) richtig++;\n    nummer++;\n    eingabe.value = "";\n    zeige();\n  };\n  fetch("fragen.json").then((antwort) => antwort.json()).then((liste) => {\n    fragen = liste;\n    zeige();\n  });\n</script>\n</html>\n',
  },
  mostRequests: 60,
});
