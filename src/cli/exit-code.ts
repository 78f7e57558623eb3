/** As Terraform's: nothing to do or done, an error, changes to be made, blocked by a guard. */
export type ExitCode = 0 | 1 | 2 | 3;

export const exitCodesHelp = `
Exit codes:
  0  nothing to do, or done: what was asked for, a run that is DONE, a trail
     that holds
  1  an error, nobody agreed, or not all was done: a run that is PARTIAL or was
     cancelled, a backend that could not be read, a trail that does not hold
  2  changes: a plan that can be applied, drift by others
  3  blocked: a guard stands in the way of the plan
`;
