import { type Answers, createAnswers } from './answers.ts';
import type { CdataSyncState } from './state.ts';
import type { CdataSyncSwitches } from './switches.ts';

/** One server: its records, how it behaves where CData's pages are silent, and how it words its answers. */
export type Server = {
  readonly state: CdataSyncState;
  readonly switches: CdataSyncSwitches;
  readonly answers: Answers;
};

export const createServer = (state: CdataSyncState, switches: CdataSyncSwitches): Server => ({
  state,
  switches,
  answers: createAnswers(state, switches),
});
