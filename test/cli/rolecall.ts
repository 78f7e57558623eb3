import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A running `rolecall`, as a user starts it. `await using` ends it. */
export type Rolecall = {
  readonly pid: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves to the match once the output has it. Throws when the process ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves when it has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  signal(signal: NodeJS.Signals): void;
  [Symbol.asyncDispose](): Promise<void>;
};

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export const rolecall = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Rolecall => {
  const { ROLECALL_CONFIG: _config, ...inherited } = process.env;
  const child: ChildProcess = spawn(process.execPath, [main, ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout?.on('data', (piece) => {
    stdout += piece;
    for (const listener of listeners) listener();
  });
  child.stderr?.on('data', (piece) => {
    stderr += piece;
  });
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code ?? -1)),
  );
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout);
          if (match === null) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        void ended.then((code) =>
          reject(new Error(`expected ${pattern}, but it ended with ${code}: ${stdout}${stderr}`)),
        );
        look();
      }),
    ended,
    signal: (signal) => {
      child.kill(signal);
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/** A file that is gone at the end of the block. */
export const temporaryFile = (content: string): { readonly path: string; [Symbol.dispose](): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-'));
  const path = join(folder, 'rolecall.yaml');
  writeFileSync(path, content);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
};

/** A port that somebody else listens on. */
export const takenPort = async (): Promise<{
  readonly port: number;
  [Symbol.asyncDispose](): Promise<void>;
}> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

/** Asks a gateway. */
export const ask = async (url: string, token: string, query: string) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asked for
  const body: any = await response.json();
  return { status: response.status, ...body };
};
