import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { post } from '../wire.ts';

it('P19: the tokens of callers are kept as digests alone: not one stands in the memory of a gateway', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-tokens-'));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const secret = () => randomBytes(24).toString('hex');
  const used = secret();
  const [token, other, password] = [
    write('token', used),
    write('other', secret()),
    write('password', secret()),
  ];
  const config = write(
    'rolecall.yaml',
    `server: { port: 0 }
store: { url: "memory:" }
auth: { tokens: [{ name: ops, token: { file: ${token} }, scopes: [read] }, { name: help, token: { file: ${other} }, scopes: [read] }] }
backends: [{ id: hub, kind: cfengine, baseUrl: "https://127.0.0.1:1", auth: { username: a, password: { file: ${password} } } }]`,
  );
  const program = join(import.meta.dirname, 'words-in-memory.ts');
  const gateway = spawn(process.execPath, [program, config, token, other, password], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: gateway.stdout })[Symbol.asyncIterator]();
    const nextLine = async (): Promise<string> => String((await lines.next()).value);
    const { status } = await post(await nextLine(), {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${used}` },
      body: '{"query":"{ caller { name } }"}',
    });
    expect(status).toBe(200);
    gateway.stdin.end();
    // A backend's password has to be there, which shows that a token would be found.
    expect(JSON.parse(await nextLine())).toEqual([password]);
  } finally {
    gateway.kill();
    rmSync(folder, { recursive: true });
  }
}, 60_000);
