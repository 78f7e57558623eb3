import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** What a YAML file says, and where. */
export type Yaml = {
  /** `null` for an empty file. */
  readonly value: unknown;
  /** The line of what a path leads to, or of the innermost thing around it that is there; `null` for the whole. */
  lineOf(path: readonly (string | number)[]): number | null;
};

/** `line` is `null` where the fault lies in no one line. */
export type YamlFault = { readonly message: string; readonly line: number | null };

/** Reads YAML. Gives the faults of what is none. */
export const readYaml = (text: string): Yaml | { readonly faults: readonly YamlFault[] } => {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // One fault makes many: the first few are those to mend.
  const faults = document.errors.slice(0, 5).map(({ code, message, pos }) => ({
    // What follows is a piece of the file, which may be of a secret.
    message: code === 'RESOURCE_EXHAUSTION' ? 'nested too deep' : message.replace(/(: | \\).*$/s, ''),
    line: lineAt(pos[0]),
  }));
  if (faults.length > 0) return { faults };

  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    return { faults: [{ message: 'its aliases lead nowhere or unfold to far too much', line: null }] };
  }
  return {
    value,
    lineOf: (path) => {
      let node: unknown = document.contents;
      let offset: number | undefined;
      for (const part of path) {
        const container = isAlias(node) ? node.resolve(document) : node;
        const [at, inside] = isMap(container)
          ? entryOf(container.items, part)
          : isSeq(container)
            ? [container.items[Number(part)], container.items[Number(part)]]
            : [];
        if (at === undefined) break;
        offset = (at as Node).range?.[0];
        node = inside;
      }
      return offset === undefined ? null : lineAt(offset);
    },
  };
};

/** A key of a mapping and its value, both as nodes. */
const entryOf = (
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  key: string | number,
): readonly unknown[] => {
  const entry = items.find((one) => isScalar(one.key) && String(one.key.value) === String(key));
  return entry === undefined ? [] : [entry.key, entry.value];
};
