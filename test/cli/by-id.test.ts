import { expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { rolecall } from './rolecall.ts';

const run = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  await using command = rolecall(args, environment);
  const code = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
};

it('G38: the command line works over a gateway that takes its documents by id and no others', async () => {
  const manifest = await run(['documents']);
  expect(manifest).toMatchObject({ code: 0, stderr: '' });
  expect(Object.keys(JSON.parse(manifest.stdout))).toHaveLength(21);

  await using gateway = await startGateway({
    people: 0,
    files: { 'rolecall-cli.json': manifest.stdout },
    config: 'documents: { mode: only, manifests: [rolecall-cli.json] }',
  });
  await gateway.refreshAll();
  const environment = { ROLECALL_URL: gateway.url, ROLECALL_TOKEN: 'all' };
  expect(await run(['plan', 'list', '--by-id'], environment)).toMatchObject({ code: 0, stderr: '' });
  expect(await run(['plan', 'list'], environment)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^FORBIDDEN: expected the id of a trusted document/),
  });
});
