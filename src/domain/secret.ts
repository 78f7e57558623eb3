/** A string that does not print: not in logs, JSON, templates, errors or the inspector. */
export type Secret = {
  /** The only way to the text. Call it where the bytes leave, nowhere else. */
  reveal(): string;
};

export const createSecret = (text: string): Secret =>
  Object.freeze({
    reveal: () => text,
    toString: () => '[secret]',
    toJSON: () => '[secret]',
    [inspectCustom]: () => '[secret]',
  });

/** What node:util calls `inspect.custom`; the domain imports nothing. */
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
