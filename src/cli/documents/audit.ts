import { type Document, type PageArguments, type PageOf, pageInfo } from './document.ts';

export type AuditEntry = {
  readonly sequence: number;
  readonly at: string;
  readonly caller: string;
  readonly requestId: string | null;
  readonly action: string;
  readonly phase: 'INTENT' | 'OUTCOME' | 'DECISION';
  readonly plan: string | null;
  readonly digest: string | null;
  readonly run: string | null;
  readonly position: number | null;
  readonly backend: string | null;
  readonly nativeId: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly reason: string | null;
  readonly upstreamRequestIds: readonly string[];
  readonly previous: string;
  readonly hash: string;
  readonly source: string;
};

export type AuditFilter = {
  readonly caller?: string;
  readonly action?: string;
  readonly plan?: string;
  readonly run?: string;
  readonly account?: { readonly backend: string; readonly nativeId: string };
  readonly outcome?: string;
  readonly from?: string;
  readonly until?: string;
};

export const auditDocument: Document<
  { readonly auditEntries: PageOf<AuditEntry> | null },
  PageArguments & { readonly filter: AuditFilter | null; readonly direction: 'ASC' | 'DESC' }
> = {
  text: `query ($first: Int!, $after: String, $filter: AuditFilter, $direction: Direction!) {
    auditEntries(first: $first, after: $after, filter: $filter, direction: $direction) {
      nodes {
        sequence at caller requestId action phase plan digest run position backend nativeId before after
        outcome code message reason upstreamRequestIds previous hash source
      }
      ${pageInfo}
    } }`,
};
