/** The question that no single backend can answer: who is behind an address, what accounts they have, what they may do, and how sure that is. */
export const lookUp = (email: string): string =>
  `{ user(by: { email: "${email}" }) { id displayName accounts { backend nativeId asOf roles { name } } links { account { nativeId } state confidence evidence { rule values } } sources { backend state asOf } } }`;
