import { Presets, SingleBar } from 'cli-progress';
import { columnsOf } from '../render/page.ts';
import { cut } from '../render/text.ts';

/** How far something is that takes long. */
export type Progress = {
  /** `total` is null where nobody knows. */
  update(done: number, total: number | null, note?: string): void;
  stop(): void;
};

/** A bar on a terminal; anywhere else a line now and then, where something has changed. */
export const createProgress = (
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
  label: string,
  now: () => number = Date.now,
): Progress => (stream.isTTY ? createBar(stream, label, now) : createLines(stream, label, now));

const createBar = (
  stream: NodeJS.WritableStream & { readonly columns?: number },
  label: string,
  now: () => number,
): Progress => {
  const startedAt = now();
  let bar: SingleBar | null = null;
  return {
    update: (done, total, note = '') => {
      const seconds = Math.floor((now() - startedAt) / 1000);
      const text = { label, amount: amountOf(done, total), note: cut(note, columnsOf(stream) - 40), seconds };
      if (bar === null) {
        bar = new SingleBar(
          {
            format: total === null ? '{label} {amount} {seconds} s {note}' : '{label} {bar} {amount} {note}',
            stream,
            clearOnComplete: true,
            hideCursor: null,
            barsize: 16,
          },
          Presets.rect,
        );
        bar.start(total ?? 1, done, text);
      }
      if (total !== null) bar.setTotal(Math.max(total, done, 1));
      bar.update(done, text);
    },
    stop: () => {
      bar?.stop();
      bar = null;
    },
  };
};

const createLines = (stream: NodeJS.WritableStream, label: string, now: () => number): Progress => {
  let written = '';
  // The first moment says nothing that the answer would not.
  let nextAt = now() + pauseMs;
  return {
    update: (done, total, note = '') => {
      const line = [label, amountOf(done, total), note].filter((part) => part !== '').join(' ');
      if (line === written || now() < nextAt) return;
      stream.write(`${line}\n`);
      written = line;
      nextAt = now() + pauseMs;
    },
    stop: () => {},
  };
};

const pauseMs = 2000;

const amountOf = (done: number, total: number | null): string =>
  total === null ? (done === 0 ? '' : String(done)) : `${done} of ${total}`;
