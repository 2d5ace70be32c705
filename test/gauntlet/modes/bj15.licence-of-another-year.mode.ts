import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ15',
  title: 'a licence is of another year than the one that was named',
  at: 'executor',
  goal: 'Add a LICENSE with the MIT license, Copyright (c) 2026 Garden club.',
  before: {},
  executor: [
    attempt(
      call('write_file', {
        path: 'LICENSE',
        content:
          'MIT License\n\nCopyright (c) 2023 Garden club\n\nPermission is hereby granted, free of charge, to any person obtaining a copy.\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /2026/,
});
