import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

/** A log, and every line that came into it. */
export const collectLog = (): { readonly log: Logger; readonly lines: string[] } => {
  const lines: string[] = [];
  const log = pino(
    new Writable({
      write: (line, _encoding, done) => {
        lines.push(String(line));
        done();
      },
    }),
  );
  return { log, lines };
};
