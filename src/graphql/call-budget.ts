/** How many calls of backends one request may cause, and has caused. */
export type CallBudget = {
  readonly spent: number;
  /** Whether more were wanted than may be spent. */
  readonly isExceeded: boolean;
  /** `false` where there is none left; then nothing is spent. */
  spend(): boolean;
};

export const createCallBudget = (most: number): CallBudget => {
  let wanted = 0;
  return {
    get spent() {
      return Math.min(wanted, most);
    },
    get isExceeded() {
      return wanted > most;
    },
    spend: () => {
      wanted += 1;
      return wanted <= most;
    },
  };
};
