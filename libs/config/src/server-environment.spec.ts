import { describe, expect, it } from 'vitest';
import { ConfigError, serverEnvironment } from './index.js';

describe('the API named by the environment', () => {
  it('is taken from LOOM_SERVER_URL and LOOM_TOKEN, without a slash at the end', () => {
    const env = { LOOM_SERVER_URL: 'https://head.lan:9000/loom/', LOOM_TOKEN: 'a token' };
    expect(serverEnvironment(env)).toEqual({ url: 'https://head.lan:9000/loom', token: 'a token' });
  });

  it('is not there when the variables are absent or empty', () => {
    expect(serverEnvironment({})).toEqual({});
    expect(serverEnvironment({ LOOM_SERVER_URL: '', LOOM_TOKEN: '' })).toEqual({});
  });

  it.each(['head.lan:9000', 'redis://head.lan:6379', 'no address', 'http://user:secret@head.lan'])(
    'is refused as %s, without repeating it',
    (url) => {
      const refused = (): unknown => serverEnvironment({ LOOM_SERVER_URL: url });
      expect(refused).toThrow(ConfigError);
      expect(refused).toThrow(/LOOM_SERVER_URL: this is not the address of a Loom\. Write it as http/);
      expect(refused).not.toThrow(/secret/);
    },
  );
});
