import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { Refresh } from '../domain/refresh.ts';

/** Shows on a terminal how far each backend has been read into the index; anywhere else nothing: the log tells there. */
export const createRefreshBars = (
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
): { readonly onRefresh: (refresh: Refresh) => void; stop(): void } => {
  if (!stream.isTTY) return { onRefresh: () => {}, stop: () => {} };
  let bars: MultiBar | null = null;
  const barsByBackend = new Map<string, SingleBar>();

  const stop = (): void => {
    bars?.stop();
    bars = null;
    barsByBackend.clear();
  };
  const onRefresh = ({ backend, state, seen, total }: Refresh): void => {
    bars ??= new MultiBar({ format, stream, clearOnComplete: true, hideCursor: null }, Presets.rect);
    const bar = barsByBackend.get(backend) ?? bars.create(total ?? seen, seen, { backend });
    barsByBackend.set(backend, bar);
    bar.setTotal(Math.max(total ?? 0, seen, 1));
    bar.update(seen);
    if (state === 'RUNNING') return;
    bars.remove(bar);
    barsByBackend.delete(backend);
    if (barsByBackend.size === 0) stop();
  };
  return { onRefresh, stop };
};

const format = 'reading {backend} {bar} {value} of {total} accounts';
