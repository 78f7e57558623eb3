/**
 * The same values for everyone who iterates, each read from `source` once and only when someone gets that far. `onFailure` is told of a failure,
 * after which whoever iterates anew should be given another one.
 */
export const replayable = <T>(source: AsyncIterable<T>, onFailure: () => void): AsyncIterable<T> => {
  const iterator = source[Symbol.asyncIterator]();
  const results: Promise<IteratorResult<T>>[] = [];

  const resultAt = (place: number): Promise<IteratorResult<T>> => {
    const known = results[place];
    if (known !== undefined) return known;
    const result = iterator.next();
    result.catch(onFailure);
    results[place] = result;
    return result;
  };

  return {
    async *[Symbol.asyncIterator]() {
      for (let place = 0; ; place += 1) {
        const result = await resultAt(place);
        if (result.done) return;
        yield result.value;
      }
    },
  };
};
