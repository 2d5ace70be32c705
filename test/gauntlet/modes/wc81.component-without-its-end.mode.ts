import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC81',
  title: 'a Vue component without its end',
  at: 'executor',
  goal: 'Create App.vue that shows a counter.',
  executor: [
    attempt(
      call('write_file', {
        path: 'App.vue',
        content:
          '<template>\n  <button @click="n++">{{ n }}</button>\n</template>\n\n<script setup>\nimport { ref } from "vue";\nconst n = re',
      }),
      FINISH,
    ),
  ],
  fails: /App\.vue/,
});
