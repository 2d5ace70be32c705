import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const licence = (of: string): string =>
  `MIT License\n\nCopyright (c) ${of}\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software.\n`;
const write = (of: string) => call('write_file', { path: 'LICENSE', content: licence(of) });

export default mode({
  id: 'FC63',
  title: 'a licence with the brackets of its template where the year and the name belong',
  at: 'executor',
  goal: 'Create LICENSE with the MIT licence for Ada Lovelace, 2024.',
  executor: [write('[year] [fullname]'), FINISH, write('2024 Ada Lovelace'), FINISH],
  after: { LICENSE: licence('2024 Ada Lovelace') },
});
