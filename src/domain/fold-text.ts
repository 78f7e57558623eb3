/**
 * Text in the form in which it is searched and ordered: without regard to case, to how Unicode composes it, or to accents. For finding
 * only: what tells two people apart is never folded so far.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
