import { wrap } from './text.ts';

/** Says that a list goes on behind what is shown, and how to see more; nothing where it does not. */
export const renderMore = (
  { pageInfo }: { readonly pageInfo: { readonly hasNextPage: boolean } },
  how: string,
  columns: number,
): readonly string[] => (pageInfo.hasNextPage ? ['', ...wrap(`There are more: ${how}.`, columns)] : []);
