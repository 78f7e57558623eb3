import { RolecallError } from '../domain/errors.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { toJson } from './render/json.ts';
import { columnsOf, createPaint, type Page } from './render/page.ts';
import { createProgress, type Progress } from './watching/progress.ts';

/** One command in conversation with a gateway. */
export type Session = Gateway & {
  readonly page: Page;
  /** The command's answer: on stdout as lines or, with `--json`, the value as the schema has it and nothing else. */
  answer(value: unknown, lines: readonly string[]): void;
  /** Lines beside the answer: on stdout, or where that is JSON on stderr. */
  show(lines: readonly string[]): void;
  /** A sentence on stderr. */
  tell(sentence: string): void;
  /** How far long work is, on stderr. */
  progress(label: string): Progress;
  sleep(ms: number): Promise<void>;
};

/** What every command over a gateway takes. */
export type SessionOptions = {
  readonly url: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly byId?: boolean;
};

/** Throws what is wrong with the URL. */
export const createSession = ({
  url,
  json = false,
  verbose = false,
  byId = false,
}: SessionOptions): Session => {
  const { stdout, stderr } = process;
  const page: Page = {
    columns: columnsOf(stdout),
    paint: createPaint(stdout),
    // A run may take long between its beginning and the lines that tell of it.
    get now() {
      return Date.now();
    },
    verbose,
  };
  const tell = (sentence: string): void => {
    stderr.write(`${sentence}\n`);
  };
  const write = (stream: NodeJS.WritableStream, lines: readonly string[]): void => {
    stream.write(lines.map((line) => `${line}\n`).join(''));
  };
  // Whoever reads may have seen enough, as `head` has.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return {
    ...createGateway({
      url: endpointOf(url),
      // Asked for late: an exported file is verified without a gateway.
      token: () => tokenOf(process.env.ROLECALL_TOKEN),
      onPartial: tell,
      byId,
    }),
    page,
    answer: (value, lines) => write(stdout, json ? [toJson(value, 2)] : lines),
    show: (lines) => write(json ? stderr : stdout, lines),
    tell,
    progress: (label) => createProgress(stderr, label),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
};

const endpointOf = (url: string): string => {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new RolecallError('BAD_INPUT', `${url} is no URL such as http://127.0.0.1:4000/graphql.`);
  if (`${parsed.username}${parsed.password}` !== '')
    throw new RolecallError('BAD_INPUT', 'The URL must hold no credentials; ROLECALL_TOKEN holds the token.');
  return parsed.href;
};

/** From the environment alone: arguments are seen by everybody on the machine. */
const tokenOf = (token: string | undefined): string => {
  if (token === undefined || token === '')
    throw new RolecallError('BAD_INPUT', 'ROLECALL_TOKEN has to hold the token to call with.');
  if (!/^[\w.~+/-]+=*$/.test(token))
    throw new RolecallError('BAD_INPUT', 'What ROLECALL_TOKEN holds is no bearer token.');
  return token;
};
