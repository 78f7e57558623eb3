import type * as z from 'zod';
import type { configSchema } from './config.ts';

/** A configuration as written, without the parts that are of the wrong shape. Lists keep their length, so that paths stay true. */
export type Outline = Partly<z.input<ReturnType<typeof configSchema>>>;

type Partly<T> = T extends readonly (infer Entry)[]
  ? readonly (Partly<Entry> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partly<T[Key]> | undefined }
    : T;

/** What is left of a file's value without what these paths lead to. They have to be all that is wrong with it. */
export const outlineOf = (value: unknown, faults: readonly (readonly (string | number)[])[]): Outline => {
  const left = faults.reduce<unknown>((rest, path) => without(rest, path), value);
  return isMapping(left) ? left : {};
};

const without = (value: unknown, [part, ...rest]: readonly (string | number)[]): unknown => {
  if (part === undefined) return undefined;
  if (Array.isArray(value)) return value.map((entry, at) => (at === part ? without(entry, rest) : entry));
  return isMapping(value) && Object.hasOwn(value, part)
    ? { ...value, [part]: without(value[part], rest) }
    : value;
};

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
