/** The question that no single backend can answer: who is behind an address, what accounts they have, what they may do, and how sure that is. */
export const lookUp = (email: string): string => `{ ${userBy(JSON.stringify(email))} }`;

/** The same, with the address in a variable. */
export const lookUpByVariable = `query ($email: String!) { ${userBy('$email')} }`;

function userBy(email: string): string {
  return `user(by: { email: ${email} }) { id displayName accounts { backend nativeId asOf roles { name } } links { account { nativeId } state confidence evidence { rule values } } sources { backend state asOf } }`;
}
