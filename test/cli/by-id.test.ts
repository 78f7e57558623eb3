import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyDocument } from '../../src/cli/documents/every-document.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { rolecall } from './rolecall.ts';

const run = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  await using command = rolecall(args, environment);
  const code = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
};

it('`rolecall documents` prints all that the command line asks, by the SHA-256 of each', async () => {
  const { code, stdout, stderr } = await run(['documents']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const texts: Readonly<Record<string, string>> = JSON.parse(stdout);
  expect(Object.values(texts).toSorted()).toEqual(
    [...everyDocument.values()].map(({ text }) => text).toSorted(),
  );
  for (const [id, text] of Object.entries(texts))
    expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
});

/** What somebody else sends. */
const link =
  'mutation Link($input: LinkAccountsInput!) { linkAccounts(input: $input) { errors { code message } } }';

describe.each(['safelist', 'only'])(
  'the command line over a gateway that trusts its documents, %s,',
  (mode) => {
    let gateway: Gateway;
    beforeAll(async () => {
      const { stdout } = await run(['documents']);
      gateway = await startGateway({
        people: 3,
        files: { 'rolecall-cli.json': stdout, 'desk.json': JSON.stringify({ link }) },
        config: `documents: { mode: ${mode}, manifests: [rolecall-cli.json, desk.json] }`,
      });
      await gateway.refreshAll();
    });
    afterAll(() => gateway[Symbol.asyncDispose]());

    const over = (...args: readonly string[]) =>
      run(args, { ROLECALL_URL: gateway.url, ROLECALL_TOKEN: 'all' });

    it('G38: plans, shows and applies by ids', async () => {
      const user = [...gateway.etl.state.users.values()].find(({ roles }) =>
        roles.includes('cdata_standard'),
      );
      const [other] = gateway.iot.state.users.keys();
      const account = `etl:${user?.id}`;
      const linked = await fetch(gateway.url, {
        method: 'POST',
        headers: { authorization: 'Bearer all', 'content-type': 'application/json' },
        body: JSON.stringify({
          documentId: 'link',
          variables: {
            input: {
              accounts: [
                { backend: 'etl', nativeId: user?.id },
                { backend: 'iot', nativeId: other },
              ],
              reason: 'the same desk',
            },
          },
        }),
      });
      expect(await linked.json()).toEqual({ data: { linkAccounts: { errors: [] } } });

      const planned = await over(
        'plan',
        'offboard',
        account,
        '--backend',
        'etl',
        '--extent',
        'revoke',
        '--by-id',
      );
      expect(planned).toMatchObject({ code: 2, stderr: '' });
      const [, id = ''] = /^Plan (\S+)$/m.exec(planned.stdout) ?? [];
      expect(await over('plan', 'show', id, '--by-id')).toMatchObject({ code: 2, stderr: '' });
      const applied = await over('apply', id, '--yes', '--by-id');
      expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining('  1 applied\n') });
      expect(user?.roles).toEqual([]);
    });

    it(`${mode === 'only' ? 'is told to name them where it does not' : 'may as well send them in full'}`, async () => {
      const { code, stdout, stderr } = await over('plan', 'list');
      if (mode === 'only') {
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toMatch(/^FORBIDDEN: expected the id of a trusted document/);
      } else expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });
  },
);
