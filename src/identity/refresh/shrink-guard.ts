/** How many accounts of a backend may vanish from one reading to the next before somebody has to confirm it. */
export type ShrinkGuard = {
  readonly maxVanishedPercent: number;
  /** A backend with fewer accounts than this is small: of it a few may vanish, whatever part of it they are. */
  readonly smallBackend: number;
  readonly smallMaxVanished: number;
};

/** Whether more have vanished than may. All of them at once is always too many: that is what a broken answer looks like. */
export const hasShrunk = (
  { maxVanishedPercent, smallBackend, smallMaxVanished }: ShrinkGuard,
  { vanished, before }: { readonly vanished: number; readonly before: number },
): boolean => {
  if (vanished === 0) return false;
  if (vanished >= before) return maxVanishedPercent < 100;
  if (before < smallBackend && vanished <= smallMaxVanished) return false;
  return vanished > (before * maxVanishedPercent) / 100;
};
