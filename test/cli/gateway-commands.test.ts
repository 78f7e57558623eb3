import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/cli/documents/audit.ts';
import type { Drift } from '../../src/cli/documents/drift.ts';
import type { Plan } from '../../src/cli/documents/plan.ts';
import type { Run } from '../../src/cli/documents/run.ts';
import type { User } from '../../src/cli/documents/user.ts';
import { widthOf } from '../../src/cli/render/text.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { type GatewayProcess, startGatewayProcess } from '../sync/harness/gateway-process.ts';
import { prepare } from '../sync/harness/prepare.ts';
import { accountsOf, configOver, crewRoles, startWorld, tokenOf, type World } from '../sync/harness/world.ts';
import { strangersTo } from './matches-schema.ts';
import { rolecall } from './rolecall.ts';

/** The whole road: the command in a process of its own, against a gateway in another, over the four emulators. */
describe('the commands over a running gateway (G44)', () => {
  let world: World;
  let gateway: GatewayProcess;
  let folder: string;
  let users: Awaited<ReturnType<typeof prepare>>;

  beforeAll(async () => {
    world = await startWorld();
    gateway = await startGatewayProcess(
      configOver(world, {
        store: 'memory:',
        tokens: [
          { name: 'ops', scopes: 'admin' },
          { name: 'boss', scopes: 'read, approve' },
          { name: 'reader', scopes: 'read' },
        ],
        guards: '{ minAdmins: 1, smallMaxRevoked: 1000, maxRevoked: 14, maxRevokedPercent: 100 }',
      }),
      ['ops', 'boss', 'reader'],
    );
    folder = mkdtempSync(join(tmpdir(), 'rolecall-commands-'));
    users = await prepare(gateway, world);
  });
  afterAll(async () => {
    await gateway.stop();
    await world[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const run = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    await using command = rolecall(args, {
      ROLECALL_URL: gateway.url,
      ROLECALL_TOKEN: tokenOf('ops'),
      ...environment,
    });
    const code = await command.ended;
    return { code, stdout: command.stdout, stderr: command.stderr };
  };
  const json = async <Answer>(args: readonly string[]) => {
    const { code, stdout, stderr } = await run([...args, '--json']);
    return { code, stderr, answer: JSON.parse(stdout) as Answer };
  };

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const desired = (roles: (of: (typeof crewRoles)[number]) => readonly string[]): string =>
    crewRoles
      .map((of, number) => `- { user: crew${number}@example.com, roles: [${roles(of).join(', ')}] }\n`)
      .join('');
  const wanted = () =>
    file(
      'desired.yaml',
      desired(({ after }) => after),
    );
  const sync = (...more: readonly string[]) => ['plan', 'sync', '--to', 'iot,etl,hub,vpn', ...more];
  const writes = () =>
    [world.iot, world.etl, world.hub, world.vpn].flatMap(({ requests }) =>
      requests.filter(({ method }) => method !== 'GET'),
    );

  let plan: Plan;

  it('plans what a list asks for, and exits with 2 without having written anything (G17)', async () => {
    const { code, answer, stderr } = await json<Plan>(
      sync('--desired', wanted(), '--replace', '--reason', 'a review'),
    );
    plan = answer;
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(plan).toMatchObject({ state: 'READY', origin: 'ROLE_SYNC', mode: 'REPLACE', reason: 'a review' });
    expect(plan.changes.nodes).toHaveLength(20);
    expect(plan.changes.nodes.map(({ account }) => account.backend).toSorted()).toEqual(
      ['etl', 'hub', 'iot', 'vpn'].flatMap((backend) => Array(5).fill(backend)),
    );
    expect(strangersTo('Plan', plan)).toEqual([]);
    expect(writes()).toEqual([]);
  });

  it('shows a plan within 80 columns, with the same exit code', async () => {
    const { code, stdout, stderr } = await run(['plan', 'show', plan.id]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    for (const line of stdout.split('\n').filter((one) => !one.startsWith('  npm run ')))
      expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(stdout).toContain(`  digest ${plan.digest}\n`);
    expect(stdout).toMatch(/^iot:$/m);
    expect(stdout).toContain('    + Operator\n    - Builder\n');
    expect(stdout).toMatch(/^ {2}PASS {3}MAX_REVOKED on etl: /m);
    expect(stdout).toContain(`READY. To apply it:\n  npm run -s rolecall -- apply ${plan.id}\n`);
    expect(stdout).not.toMatch(/\u001b/);
  });

  it('prints commands that can be typed as they stand', async () => {
    const { stdout } = await run(['plan', 'show', plan.id]);
    const [line = ''] = stdout.split('\n').filter((one) => one.startsWith('  npm run '));
    const typed = spawnSync('sh', ['-c', line], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, ROLECALL_URL: gateway.url, ROLECALL_TOKEN: tokenOf('ops') },
      encoding: 'utf8',
    });
    expect(typed.stderr).toMatch(/^Nobody is there to ask\./);
    expect(typed.stdout).toContain(plan.id);
  });

  it('lists plans, the newest first', async () => {
    const { code, stdout } = await run(['plan', 'list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^READY {5}role sync/);
    expect(stdout).toContain('etl +');
    expect(stdout).toContain(plan.id);
  });

  it('applies nothing that nobody has agreed to', async () => {
    const { code, stdout, stderr } = await run(['apply', plan.id]);
    expect(code).toBe(1);
    expect(stdout).toContain('    + Operator\n    - Builder\n');
    expect(stdout).not.toContain('To apply it:');
    expect(stderr).toBe(
      'Nobody is there to ask. --digest applies the plan that was reviewed, --yes the one shown here.\n',
    );
    const other = await run(['apply', plan.id, '--digest', 'f'.repeat(64)]);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/^DIGEST_MISMATCH: .*\n$/);
    expect(writes()).toEqual([]);
  });

  let done: Run;

  it('applies the plan that was reviewed, and exits with 0 once the run is DONE', async () => {
    const { code, answer } = await json<Run>(['apply', plan.id, '--digest', plan.digest ?? '']);
    done = answer;
    expect(code).toBe(0);
    expect(done.state).toBe('DONE');
    expect(strangersTo('Run', done)).toEqual([]);
    expect(done.counts).toEqual({
      pending: 0,
      applied: 20,
      noop: 0,
      failed: 0,
      skipped: 0,
      conflict: 0,
      unknown: 0,
    });
    expect(done.outcomes.nodes.map(({ outcome }) => outcome)).toEqual(Array(20).fill('APPLIED'));
    expect(
      world.iot.state.users
        .get('crew3')
        ?.roles.map(({ role }) => role)
        .toSorted(),
    ).toEqual([iotCentralRoles.custom, iotCentralRoles.customService].toSorted());
    const before = writes().length;
    const again = await run(['apply', plan.id, '--yes']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('  20 applied\n');
    expect(again.stdout).toContain(
      `DONE. To plan to take it back:\n  npm run -s rolecall -- undo ${done.id}\n`,
    );
    expect(writes()).toHaveLength(before);
  });

  it('exits with 0 where there is nothing to plan any more (G20)', async () => {
    const { code, stdout } = await run(sync('--desired', wanted(), '--replace'));
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing is to be changed.');
    const applied = await run(['plan', 'show', plan.id]);
    expect(applied.code).toBe(0);
    expect(applied.stdout).toContain(`APPLIED. Its run is DONE:\n  ${done.id}\n`);
  });

  it('plans for some users only, by what they hold on one backend', async () => {
    const who = ['--user', 'crew4@example.com', '--user', users.crew[3] ?? '', '--user', 'hub:crew1'];
    const { code, answer } = await json<Plan>(['plan', 'sync', '--from', 'iot', '--to', 'etl', ...who]);
    expect(code).toBe(0);
    expect(answer.summary).toMatchObject([{ backend: 'etl', accounts: 3, unchanged: 3 }]);
  });

  it('tells what others changed once it has read the backends, and exits with 2 (G27)', async () => {
    const quiet = await run(['drift', '--read']);
    expect({ code: quiet.code, stdout: quiet.stdout }).toEqual({
      code: 0,
      stdout: 'Nobody else has changed anything.\n',
    });
    const user = world.etl.state.users.get(world.crew[0]?.[1]?.nativeId ?? '');
    if (user === undefined) throw new Error('crew0 has no account on etl');
    user.roles = ['cdata_job_creator'];
    const { code, answer } = await json<Drift>(['drift', '--read', '--backend', 'etl', '--since', '1h']);
    expect(code).toBe(2);
    expect(answer.outside.nodes).toMatchObject([
      {
        account: { backend: 'etl', nativeId: user.id },
        granted: [{ nativeRole: { nativeId: 'cdata_job_creator' } }],
        revoked: [{ nativeRole: { nativeId: 'cdata_support' } }],
      },
    ]);
    expect(answer.pending).toEqual([]);
    expect(strangersTo('Drift', answer)).toEqual([]);
  });

  it('plans to take the run back but for what somebody changed since (G26), and applies that', async () => {
    const { code, answer: undo } = await json<Plan>(['undo', done.id]);
    expect(code).toBe(2);
    expect(undo.origin).toBe('UNDO');
    expect(undo.changes.nodes).toHaveLength(20);
    const crew0 = undo.changes.nodes.find(({ account }) => account.nativeId === world.crew[0]?.[1]?.nativeId);
    expect(crew0).toMatchObject({ grants: [{ nativeRole: { nativeId: 'cdata_standard' } }], revokes: [] });
    expect(undo.excluded.nodes).toMatchObject([{ account: { backend: 'etl' }, code: 'CONFLICT' }]);
    const applied = await run(['apply', undo.id, '--yes']);
    expect(applied.code).toBe(0);
    expect(applied.stdout).toContain('  20 applied\n');
    expect(
      world.iot.state.users
        .get('crew0')
        ?.roles.map(({ role }) => role)
        .toSorted(),
    ).toEqual([iotCentralRoles.builder, iotCentralRoles.customService].toSorted());
  });

  it('exits with 3 where a guard stands in the way, until somebody else approves it (G32)', async () => {
    const offboard = await run(['plan', 'offboard', 'leaver0@example.com', '--extent', 'delete']);
    expect(offboard.code).toBe(3);
    const [, id = ''] = /^Plan (\S+)$/m.exec(offboard.stdout) ?? [];
    expect(offboard.stdout).toContain('    - the account itself\n');
    expect(offboard.stdout).toMatch(/^ {2}BLOCK {2}MAX_REVOKED on /m);
    expect(offboard.stdout).toContain(`  npm run -s rolecall -- approve ${id} --reason "..."\n`);

    const before = accountsOf(world);
    const blocked = await run(['apply', id, '--yes']);
    expect(blocked.code).toBe(3);
    expect(blocked.stdout).toContain('BLOCKED.');
    const [, digest = ''] = /^ {2}digest (\S+)$/m.exec(offboard.stdout) ?? [];
    const stubborn = await run(['apply', id, '--digest', digest]);
    expect(stubborn.code).toBe(3);
    expect(stubborn.stderr).toMatch(/^GUARD_BLOCKED: /);
    expect(accountsOf(world)).toEqual(before);

    const own = await run(['approve', id, '--yes', '--reason', 'mine']);
    expect(own.code).toBe(1);
    expect(own.stderr).toMatch(/^FORBIDDEN: /);
    const boss = { ROLECALL_TOKEN: tokenOf('boss') };
    const approved = await run(['approve', id, '--digest', digest, '--reason', 'agreed with HR'], boss);
    expect({ code: approved.code, stderr: approved.stderr }).toEqual({ code: 0, stderr: '' });
    expect(approved.stdout.replace(/\s+/g, ' ')).toContain('APPROVED by boss until');
    const applied = await run(['apply', id, '--digest', digest]);
    expect(applied.code).toBe(0);
    expect(world.hub.state.internal.has('leaver0')).toBe(false);
  });

  it('exits with 1 where a run is PARTIAL, says what is not done, and resumes it', async () => {
    const { answer } = await json<Plan>(
      sync('--desired', file('crew2.json', '[{"user":"crew2@example.com","roles":["south"]}]'), '--replace'),
    );
    expect(answer.changes.nodes).toHaveLength(4);
    world.hub.faults.add(
      { kind: 'status', applied: false, answer: { status: 422, text: 'No' } },
      { method: 'POST' },
    );
    const partial = await run(['apply', answer.id, '--yes']);
    world.hub.faults.clear();
    expect(partial.code).toBe(1);
    expect(partial.stdout).toContain('  3 applied, 1 failed\n');
    expect(partial.stdout).toMatch(/^FAILED {3}hub crew2$/m);
    const [, runId = ''] = /rolecall -- resume (\S+)/.exec(partial.stdout) ?? [];
    const resumed = await run(['resume', runId]);
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('  4 applied\n');
    const cancelled = await run(['cancel', runId]);
    expect(cancelled.code).toBe(1);
    expect(cancelled.stderr).toMatch(/^BAD_INPUT: /);
  });

  it('tells who somebody is, by address, id or account', async () => {
    const { code, stdout, stderr } = await run(['whois', 'CREW3@example.com']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^iot: crew3@example.com \[crew3\]\n {2}LINKED by CONFIRMED/m);
    for (const who of [users.crew[3] ?? '', 'hub:crew3']) {
      const { answer } = await json<User>(['whois', who]);
      expect(answer.id).toBe(users.crew[3]);
      expect(strangersTo('User', answer)).toEqual([]);
      expect(answer.links?.map(({ account }) => account.backend)).toEqual(['iot', 'etl', 'hub', 'vpn']);
    }
    const nobody = await run(['whois', 'nobody@example.com']);
    expect(nobody).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no such user, or none that you may see.\n',
    });
  });

  it('tells which backend an answer could not be read anew from', async () => {
    world.hub.faults.add({ kind: 'status', applied: false, answer: { status: 422, text: 'No' } });
    const { stdout } = await run(['whois', 'crew3@example.com', '--max-age', '0']);
    world.hub.faults.clear();
    expect(stdout).toMatch(/^hub +FAILED +read .*\n +UPSTREAM_\w+: /m);
  });

  it('S12: shows what backends call things as text, whatever it is', async () => {
    const record = world.hub.state.internal.get('crew1');
    if (record === undefined) throw new Error('crew1 has no account on hub');
    world.hub.state.internal.set('crew1', { ...record, name: 'Eve\u001b[2J\u202e\r\n+ Admin' });
    const { stdout } = await run(['whois', 'hub:crew1', '--max-age', '0']);
    expect(stdout).toContain('hub: Eve + Admin [crew1]\n');
    const printed = await run(['whois', 'hub:crew1', '--json']);
    expect(printed.stdout).not.toMatch(/[\u001b\u202e]/);
    expect(JSON.parse(printed.stdout).links[2].account.displayName).toBe('Eve\u001b[2J\u202e\r\n+ Admin');
  });

  it('exports the audit trail and verifies it, here and from the file (G41)', async () => {
    const out = join(folder, 'audit.jsonl');
    const exported = await run(['audit', 'export', '--out', out]);
    expect(exported.code).toBe(0);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as AuditEntry);
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, at) => at + 1));
    expect(exported.stderr).toBe(`${out} holds ${entries.length} entries.\n`);
    expect(entries.filter(({ run }) => run === done.id).length).toBe(41);
    const head = entries.at(-1)?.hash ?? '';

    const here = await run(['audit', 'verify', '--head', head]);
    expect(here).toEqual({
      code: 0,
      stdout: `${entries.length} entries, each with the hash of the one before.\nhead ${head}\n`,
      stderr: '',
    });
    const offline = { ROLECALL_TOKEN: '', ROLECALL_URL: 'http://127.0.0.1:9/graphql' };
    expect((await run(['audit', 'verify', '--file', out, '--head', head], offline)).code).toBe(0);

    const tampered = lines.with(6, (lines[6] ?? '').replace('"caller":"ops"', '"caller":"eve"'));
    const edited = await run(
      ['audit', 'verify', '--file', file('edited.jsonl', `${tampered.join('\n')}\n`)],
      offline,
    );
    expect(edited.code).toBe(1);
    expect(edited.stdout).toContain('Broken at entry 7: its source says something else of caller.');
    const cut = file('cut.jsonl', `${lines.slice(0, -1).join('\n')}\n`);
    const shortened = await run(['audit', 'verify', '--file', cut, '--head', head], offline);
    expect(shortened.code).toBe(1);
    expect(shortened.stdout.replace(/\s+/g, ' ')).toContain(`No entry bears the hash ${head}`);
    const gap = await run([
      'audit',
      'verify',
      '--file',
      file('gap.jsonl', lines.toSpliced(3, 1).join('\n')),
      '--json',
    ]);
    expect(gap.code).toBe(1);
    expect(JSON.parse(gap.stdout)).toMatchObject({
      whole: false,
      broken: { sequence: 4, reason: 'expected entry 4, got 5' },
    });
    const junk = await run(['audit', 'verify', '--file', file('junk.jsonl', '{"sequence":1}\n')]);
    expect(junk).toEqual({
      code: 1,
      stdout: '',
      stderr: `${join(folder, 'junk.jsonl')}, line 1: this is no entry of an audit trail.\n`,
    });
    expect((await run(['audit', 'verify', '--file', join(folder, 'none')])).stderr).toContain(
      'cannot be read: ENOENT.',
    );
  });

  it('exports into no folder that is not there, and leaves nothing behind where it fails', async () => {
    const nowhere = join(folder, 'none', 'audit.jsonl');
    expect(await run(['audit', 'export', '--out', nowhere])).toEqual({
      code: 1,
      stdout: '',
      stderr: `${nowhere} cannot be written: ENOENT.\n`,
    });
    const refused = await run(['audit', 'export', '--out', join(folder, 'refused.jsonl')], {
      ROLECALL_TOKEN: tokenOf('reader'),
    });
    expect(refused.stderr).toMatch(/^FORBIDDEN: /);
    const taken = await run(['audit', 'export', '--out', folder]);
    expect(taken.stderr).toMatch(/ cannot be written: E[A-Z]+\.\n$/);
    expect(readdirSync(folder).filter((name) => /refused|part/.test(name))).toEqual([]);
    expect(existsSync(`${folder}.part`)).toBe(false);
  });

  it('lists entries of the audit trail by what they are about', async () => {
    const listed = await run(['audit', 'list', '--run', done.id, '--outcome', 'APPLIED', '--first', '5']);
    expect(listed.code).toBe(0);
    expect(listed.stdout.match(/^ +\d+ {2}.* OUTCOME {3}APPLIED {3}ops {2}applyPlan$/gm)).toHaveLength(5);
    const { answer } = await json<{ nodes: readonly AuditEntry[] }>([
      'audit',
      'list',
      '--account',
      'iot:crew0',
    ]);
    expect(answer.nodes.length).toBeGreaterThan(2);
    expect(strangersTo('AuditEntryConnection', answer)).toEqual([]);
    for (const { backend, nativeId } of answer.nodes)
      expect({ backend, nativeId }).toEqual({ backend: 'iot', nativeId: 'crew0' });
    expect(listed.stdout.replace(/\s+/g, ' ')).toContain('There are more: --first shows up to 100');
    const last = await run(['audit', 'list', '--run', done.id, '--first', '100']);
    expect(last.stdout).not.toContain('There are more');
    expect((await run(['audit', 'list', '--caller', 'nobody'])).stdout).toBe('There is no such entry.\n');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['neither source', sync(), /^Exactly one of --from and --desired/],
    ['two sources', sync('--from', 'iot', '--desired', 'x.yaml'), /^Exactly one of --from and --desired/],
    ['no list', sync('--desired', '/nowhere.yaml'), /^\/nowhere\.yaml cannot be read: ENOENT\.$/m],
    ['a backend that there is not', sync('--from', 'nowhere'), /^NOT_FOUND: |^BAD_INPUT: /],
    ['a plan that there is not', ['plan', 'show', 'x'], /^There is no plan x|^BAD_INPUT: /],
    [
      'a user that is none',
      ['whois', 'nobody'],
      /Expected an address, the id of a user, or backend:native id\./,
    ],
    ['an instant that is none', ['drift', '--since', 'yesterday'], /Expected an instant/],
    [
      'an extent that is none',
      ['plan', 'offboard', 'x@example.com', '--extent', 'all'],
      /Allowed choices are revoke, disable, delete/,
    ],
    [
      'a URL with a password',
      ['plan', 'list', '--url', 'http://u:p@127.0.0.1/'],
      /ROLECALL_TOKEN holds the token/,
    ],
    ['a URL that is none', ['plan', 'list', '--url', 'localhost'], /^localhost is no URL/],
  ])('with %s says so in a sentence and exits with 1', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it('takes the token from the environment alone, and never tells it', async () => {
    expect((await run(['plan', 'list'], { ROLECALL_TOKEN: '' })).stderr).toBe(
      'ROLECALL_TOKEN has to hold the token to call with.\n',
    );
    expect((await run(['plan', 'list'], { ROLECALL_TOKEN: 'a b\r\nx: y' })).stderr).toBe(
      'What ROLECALL_TOKEN holds is no bearer token.\n',
    );
    const wrong = await run(['plan', 'list'], { ROLECALL_TOKEN: 'wrong-token-of-the-test' });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/does not know the token in ROLECALL_TOKEN \(request [\w-]+\)\.\n$/);
    expect(wrong.stderr).not.toContain('wrong-token-of-the-test');
    expect((await run(['plan', 'list', '--token', 'x'])).stderr).toContain("unknown option '--token'");
  });

  it('tells a caller which scope is missing', async () => {
    const { code, stderr } = await run(sync('--from', 'iot'), { ROLECALL_TOKEN: tokenOf('reader') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^FORBIDDEN: .*scope plan.* \(request [\w-]+\)\n$/);
  });
});
