import fs, { appendFileSync, readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

// Loaded before anything else by every Node process of the suite. Keeps, in files of the folder CANARIES_FOLDER, what the process prints,
// its arguments, and every answer of a gateway in it: the tests look at these and forget them.

const folder = process.env.CANARIES_FOLDER ?? '';

const keep = (what: string, piece: unknown): void => {
  if (typeof piece === 'string' || piece instanceof Uint8Array)
    appendFileSync(join(folder, `${process.pid}.${what}`), piece);
};

const commandLine = (): string => {
  try {
    return readFileSync('/proc/self/cmdline', 'utf8');
  } catch {
    return [...process.execArgv, ...process.argv].join('\0');
  }
};
keep('arguments', `${commandLine()}\n`);

// Node's own streams write without `fs`; pino writes with it.
for (const stream of ['stdout', 'stderr'] as const) {
  const write = process[stream].write.bind(process[stream]) as (...args: unknown[]) => boolean;
  process[stream].write = (...args: unknown[]): boolean => {
    keep(stream, args[0]);
    return write(...args);
  };
}
const streams: Readonly<Record<number, string>> = { 1: 'stdout', 2: 'stderr' };
for (const name of ['write', 'writeSync'] as const) {
  const write = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]): unknown => {
      const stream = streams[Number(args[0])];
      if (stream !== undefined) keep(stream, args[1]);
      return write(...args);
    },
  });
}
syncBuiltinESMExports();

/** Emulators answer in the same processes; only a gateway's answers forbid to guess their type. */
const isOfGateway = (headers: string): boolean => /^x-content-type-options: nosniff/im.test(headers);

const { end } = ServerResponse.prototype;
ServerResponse.prototype.end = function (this: ServerResponse, ...args: unknown[]): ServerResponse {
  const ended = (end as (...args: unknown[]) => ServerResponse).apply(this, args);
  // What was sent before the body, as bytes; no documented member tells it.
  const { _header: head } = this as unknown as { readonly _header: string | null };
  if (isOfGateway(head ?? '')) {
    keep('answers', `${head}`);
    keep('answers', args[0]);
    keep('answers', '\n');
  }
  return ended;
};
