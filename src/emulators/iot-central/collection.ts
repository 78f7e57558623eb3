/** The records of one kind, with the truth and what a reader sees of it told apart. */
export type Collection<Value> = {
  /** The truth. A test may edit it behind everyone's back; such an edit is seen at once. */
  readonly records: Map<string, Value>;
  put(id: string, value: Value): void;
  remove(id: string): void;
  /** As a reader sees it; `null` where there is none. */
  get(id: string): Value | null;
  /** As a reader sees them, in order of creation. */
  list(): readonly Positioned<Value>[];
};

/** `position` grows with creation and is never given away again, so a page can continue behind it. */
export type Positioned<Value> = { readonly position: number; readonly value: Value };

export const createCollection = <Value>(
  records: Map<string, Value>,
  switches: { readonly readLagMs: number },
): Collection<Value> => {
  const positions = new Map<string, number>();
  let listed: readonly Positioned<Value>[] = [];
  let unseen: { readonly at: number; readonly id: string; readonly before: Value | undefined }[] = [];

  const forgetSeen = (): void => {
    const horizon = Date.now() - switches.readLagMs;
    unseen = unseen.filter(({ at }) => at > horizon);
  };

  const remember = (id: string): void => {
    forgetSeen();
    if (switches.readLagMs > 0) unseen.push({ at: Date.now(), id, before: records.get(id) });
  };

  /** The truth with the writes that readers do not see yet taken back, newest first. */
  const seen = (): ReadonlyMap<string, Value> => {
    forgetSeen();
    if (unseen.length === 0) return records;
    const view = new Map(records);
    for (const { id, before } of unseen.toReversed()) {
      if (before === undefined) view.delete(id);
      if (before !== undefined) view.set(id, before);
    }
    return view;
  };

  const positionOf = (id: string): number => {
    const position = positions.get(id) ?? positions.size;
    positions.set(id, position);
    return position;
  };

  const inOrder = (view: ReadonlyMap<string, Value>): readonly Positioned<Value>[] =>
    [...view]
      .map(([id, value]) => ({ position: positionOf(id), value }))
      .toSorted((one, other) => one.position - other.position);

  /** Whether the list is still that of these records: to put 100,000 in order for each page would take most of a second. */
  const isListed = (view: ReadonlyMap<string, Value>): boolean => {
    if (view.size !== listed.length) return false;
    let at = 0;
    for (const value of view.values()) if (listed[at++]?.value !== value) return false;
    return true;
  };

  return {
    records,
    put: (id, value) => {
      remember(id);
      records.set(id, value);
    },
    remove: (id) => {
      remember(id);
      records.delete(id);
    },
    get: (id) => seen().get(id) ?? null,
    list: () => {
      const view = seen();
      if (!isListed(view)) listed = inOrder(view);
      return listed;
    },
  };
};
