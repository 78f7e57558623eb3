import type { CameOf } from '../applying/write-once.ts';

/** The account as read back after the one change that was made. Throws why it was not made, as it may have to be told. */
export const onlySeen = <Seen>(performed: readonly CameOf<Seen | null>[]): Seen => {
  const [written] = performed;
  if (written === undefined) throw new Error('A change has come to nothing');
  if (written.kind !== 'APPLIED') throw written.error;
  if (written.seen === null) throw new Error('An account that was written was not read back');
  return written.seen;
};
