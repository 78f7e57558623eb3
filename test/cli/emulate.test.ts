import { describe, expect, it } from 'vitest';
import { ask, rolecall, takenPort, temporaryFile } from './rolecall.ts';

const query = `{
  backends { id kind writes }
  iot: accounts(first: 3, filter: { backend: "iot" }, maxAgeSeconds: 0) { nodes { email roles { name } } }
  etl: accounts(first: 3, filter: { backend: "etl" }, maxAgeSeconds: 0) { nodes { userName roles { name } } }
  hub: accounts(first: 3, filter: { backend: "hub" }, maxAgeSeconds: 0) { nodes { userName roles { name } } }
  vpn: accounts(first: 3, filter: { backend: "vpn" }, maxAgeSeconds: 0) { nodes { email roles { name } } }
}`;

/** The variables that the comments of a printed configuration name. */
const exportsOf = (yaml: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...yaml.matchAll(/^# export (\w+)='(.*)'$/gm)].map(([, name = '', value = '']) => [name, value]),
  );

describe('emulate', () => {
  it('prints a configuration over itself with which another process answers the same queries', async () => {
    await using emulators = rolecall(['emulate', '--port', '0']);
    await emulators.says(/^exclusive: .*\n/m);
    using file = temporaryFile(emulators.stdout);
    const environment = exportsOf(emulators.stdout);
    expect(Object.keys(environment)).toEqual(['IOT_TOKEN', 'CDATA_TOKEN', 'CFE_PASSWORD', 'CS_KEY']);

    await using demo = rolecall(['serve', '--port', '0']);
    await using byOption = rolecall(['serve', '--config', file.path, '--port', '0'], environment);
    await using byVariable = rolecall(['serve', '--port', '0'], {
      ...environment,
      ROLECALL_CONFIG: file.path,
    });
    const [, demoUrl = ''] = await demo.says(/listens at (\S+)/);
    const [, demoToken = ''] = await demo.says(/token of this run is (\S+)/);
    const expected = await ask(demoUrl, demoToken, query);
    expect(expected.errors).toBeUndefined();
    expect(expected.data.vpn.nodes).toHaveLength(3);

    for (const gateway of [byOption, byVariable]) {
      const [, url = ''] = await gateway.says(/listens at (\S+)/);
      const [, token = ''] = await gateway.says(/is the only one: (\S+)/);
      expect(await ask(url, token, query)).toEqual(expected);
    }

    emulators.signal('SIGTERM');
    expect(await emulators.ended).toBe(0);
  });

  it('refuses an odd number in a sentence', async () => {
    await using emulators = rolecall(['emulate', '--people', 'many']);
    expect(await emulators.ended).toBe(1);
    expect(emulators.stderr).toBe(
      "error: option '--people <number>' argument 'many' is invalid. Expected a whole number from 1 to 100000.\n",
    );
    expect(emulators.stdout).toBe('');
  });

  it('says which port is taken, also where it is not the first, and ends', async () => {
    await using taken = await takenPort();
    await using emulators = rolecall(['emulate', '--port', String(taken.port - 1)]);
    expect(await emulators.ended).toBe(1);
    expect(emulators.stderr).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken\. .*--port.*\n$/);
    expect(emulators.stdout).toBe('');
  });
});
