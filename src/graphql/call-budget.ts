/** How many calls of backends one request may cause, and has caused. */
export type CallBudget = {
  readonly spent: number;
  /** `false` where there is none left; then nothing is spent. */
  spend(): boolean;
};

export const createCallBudget = (most: number): CallBudget => {
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    spend: () => {
      if (spent >= most) return false;
      spent += 1;
      return true;
    },
  };
};
