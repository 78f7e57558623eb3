import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A running `rolecall`, of which everything is kept that it puts out. */
export type Process = {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** As other users of the machine see it while it runs; empty where the system does not tell. */
  readonly commandLine: () => string;
  /** Resolves to the address of GraphQL. Throws when the process ends before it listens. */
  listening(): Promise<string>;
  /** Resolves when it has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  /** Asks it to end. */
  end(): void;
};

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** `folder` is all that it has to write to: where it runs, its home and its place for temporary files. */
export const startProcess = (options: {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}): Process => {
  const { args, environment, folder } = options;
  const { ROLECALL_CONFIG: _config, ...inherited } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { ...inherited, HOME: folder, TMPDIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces = { stdout: [] as string[], stderr: [] as string[] };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => pieces.stdout.push(piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => pieces.stderr.push(piece));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const stdout = () => pieces.stdout.join('');
  const stderr = () => pieces.stderr.join('');

  return {
    stdout,
    stderr,
    commandLine: () => commandLineOf(child.pid),
    listening: async () => {
      for (;;) {
        const url = /listens at (\S+)\n/.exec(stdout())?.[1];
        if (url !== undefined) return url;
        const code = await Promise.race([ended, once(child.stdout, 'data').then(() => 'said something')]);
        if (code !== 'said something') throw new Error(`it ended with ${code}: ${stdout()}${stderr()}`);
      }
    },
    ended,
    end: () => {
      child.kill('SIGTERM');
    },
  };
};

const commandLineOf = (pid = 0): string => {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
