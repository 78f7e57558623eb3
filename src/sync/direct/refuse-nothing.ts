import { RolecallError } from '../../domain/errors.ts';

/** Throws BAD_INPUT for changes of which none is given: `undefined` is not given, `null` is. */
export const refuseNothing = (changes: object): void => {
  if (Object.values(changes).every((change) => change === undefined))
    throw new RolecallError('BAD_INPUT', 'expected something to change, got nothing');
};
