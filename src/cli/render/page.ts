import { styleText } from 'node:util';

/** Where lines are shown, and as of when. */
export type Page = {
  readonly columns: number;
  readonly paint: Paint;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether to tell also what changes nothing. */
  readonly verbose: boolean;
};

/** Colours a text that is as wide as it shall be already. */
export type Paint = (tone: Tone, text: string) => string;

/** What a colour says: somebody gains or loses, a guard or a failure stands in the way, it matters, it matters less. */
export type Tone = 'gain' | 'loss' | 'alarm' | 'strong' | 'faint';

/** Colours on a terminal only, and not where NO_COLOR is set. */
export const createPaint = (stream: NodeJS.WritableStream & { readonly isTTY?: boolean }): Paint =>
  stream.isTTY ? (tone, text) => styleText(formats[tone], text, { stream }) : (_tone, text) => text;

/** As wide as the terminal where there is one that tells, but no wider than lines can be read and no narrower than tables are. */
export const columnsOf = ({ columns }: { readonly columns?: number | undefined }): number =>
  Math.min(Math.max(columns || 80, 60), 100);

const formats = {
  gain: 'green',
  loss: 'red',
  alarm: ['bold', 'yellow'],
  strong: 'bold',
  faint: 'dim',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;
