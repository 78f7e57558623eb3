/** Makes something of a value, at once where it is known already: a hundred promises for what is known cost more than the rest of an answer. */
export const whenKnown = <Value, Made>(
  value: Value | Promise<Value>,
  make: (value: Value) => Made,
): Made | Promise<Made> => (value instanceof Promise ? value.then(make) : make(value));
