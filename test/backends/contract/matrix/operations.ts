import type { Backend } from '../../../../src/backends/backend.ts';

/** Every function of an adapter by its path, such as `accountWriter.create`: found by looking, so that none can be forgotten. */
export const operationsOf = (backend: Backend): readonly string[] => functionsIn(backend, []);

const functionsIn = (owner: object, above: readonly string[]): readonly string[] =>
  Object.entries(owner).flatMap(([key, member]: [string, unknown]) => {
    const path = [...above, key];
    if (typeof member === 'function') return [path.join('.')];
    const isPart = typeof member === 'object' && member !== null && !Array.isArray(member);
    return isPart ? functionsIn(member, path) : [];
  });
