import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ask, rolecall, takenPort } from './rolecall.ts';

const run = promisify(execFile);

describe('the demo', () => {
  it('prints an address, a token and four commands, each of which works as it is printed', async () => {
    await using demo = rolecall(['serve', '--port', '0']);
    const [, url = ''] = await demo.says(/Rolecall listens at (http:\/\/127\.0\.0\.1:\d+\/graphql)\n/);
    const [, token = ''] = await demo.says(/The token of this run is ([\w-]{32})\n/);
    await demo.says(/Ctrl-C ends it\./);

    const commands = [...demo.stdout.matchAll(/^curl [^\n]*\\\n[^\n]*$/gm)].map(([command]) => command);
    expect(commands).toHaveLength(3);
    const answers = await Promise.all(
      commands.map(async (command) => {
        expect(command).toContain(url);
        expect(command).toContain(token);
        const { stdout } = await run('sh', ['-c', command]);
        return JSON.parse(stdout);
      }),
    );
    for (const { errors } of answers) expect(errors).toBeUndefined();
    const { backends } = answers[0].data;
    expect(backends).toMatchObject([{ id: 'iot' }, { id: 'etl' }, { id: 'hub' }, { id: 'vpn' }]);
    for (const { index } of backends) expect(index.accounts).toBeGreaterThan(30);
    const { links } = answers[1].data.user;
    expect(links.map(({ account }: { account: { backend: string } }) => account.backend)).toEqual([
      'iot',
      'etl',
      'hub',
      'vpn',
    ]);
    const { mappings, users } = answers[2].data.role;
    expect(mappings.length).toBeGreaterThan(3);
    expect(users.nodes).toHaveLength(5);
    expect(users.totalCount).toBeGreaterThan(5);

    const [, planning = ''] = await demo.says(/^(export ROLECALL_URL[^\n]*\nnpm run[^\n]*)$/m);
    const plan = await run('sh', ['-c', `${planning} --json`]).catch((error) => error);
    expect(JSON.parse(plan.stdout)).toMatchObject({ origin: 'OFFBOARDING', createdBy: 'demo' });
    const [, reviewer = ''] = await demo.says(/another caller, which is (\S+)/);
    expect((await ask(url, reviewer, '{ caller { name scopes } }')).data.caller).toEqual({
      name: 'reviewer',
      scopes: ['READ', 'APPROVE', 'AUDIT'],
    });
    expect(demo.stderr).toBe('');
  });

  it('lets the token of another run in neither', async () => {
    await using one = rolecall(['serve', '--port', '0']);
    await using other = rolecall(['serve', '--port', '0']);
    const [, url = ''] = await one.says(/listens at (\S+)/);
    const [, own = ''] = await one.says(/token of this run is (\S+)/);
    const [, foreign = ''] = await other.says(/token of this run is (\S+)/);
    expect(own).not.toBe(foreign);
    expect((await ask(url, own, '{ __typename }')).status).toBe(200);
    expect((await ask(url, foreign, '{ __typename }')).status).toBe(401);
  });

  it('says how to choose another port where its own is taken, and ends', async () => {
    await using taken = await takenPort();
    await using demo = rolecall(['serve', '--port', String(taken.port)]);
    expect(await demo.ended).toBe(1);
    expect(demo.stderr).toBe(
      `Port ${taken.port} of 127.0.0.1 is taken. Choose another with --port; 0 takes a free one.\n`,
    );
    expect(demo.stdout).toBe('');
  });

  it('ends in order on Ctrl-C', async () => {
    await using demo = rolecall(['serve', '--port', '0']);
    const [, url = ''] = await demo.says(/listens at (\S+)/);
    const [, token = ''] = await demo.says(/token of this run is (\S+)/);
    await demo.says(/Ctrl-C/);
    // Keeps its connections open, as clients do.
    expect((await ask(url, token, '{ backends { id } }')).status).toBe(200);
    demo.signal('SIGINT');
    expect(await demo.ended).toBe(0);
    expect(demo.stderr).toBe('');
    await expect(fetch(url)).rejects.toThrow();
  });
});
