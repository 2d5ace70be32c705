import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC80',
  title: 'Terraform cut in a block',
  at: 'executor',
  goal: 'Create main.tf with a bucket.',
  executor: [
    attempt(
      call('write_file', {
        path: 'main.tf',
        content: 'resource "aws_s3_bucket" "site" {\n  bucket = "site"\n  tags = {\n    Name = "si',
      }),
      FINISH,
    ),
  ],
  fails: /main\.tf/,
});
