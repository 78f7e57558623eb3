import type { LinkState } from '../../domain/link.ts';
import type { Document } from './document.ts';
import type { UserBy } from './plan.ts';

export type User = {
  readonly id: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly kind: string | null;
  readonly roles:
    | readonly {
        readonly role: { readonly name: string };
        readonly accounts: readonly { readonly backend: string; readonly nativeId: string }[] | null;
      }[]
    | null;
  readonly links: readonly Link[] | null;
  readonly sources: readonly Source[];
};

export type Link = {
  readonly state: LinkState;
  readonly confidence: number | null;
  readonly evidence: readonly { readonly rule: string; readonly values: readonly string[] }[];
  readonly account: {
    readonly backend: string;
    readonly nativeId: string;
    readonly kind: string | null;
    readonly userName: string | null;
    readonly displayName: string | null;
    readonly email: string | null;
    readonly status: string | null;
    readonly external: boolean | null;
    readonly protected: boolean | null;
    readonly asOf: string | null;
    readonly roles: readonly { readonly name: string }[] | null;
    readonly assignments: readonly Assignment[] | null;
  };
};

export type Assignment = {
  readonly nativeRole: { readonly nativeId: string; readonly name: string | null } | null;
  readonly organization: { readonly nativeId: string; readonly displayName: string | null } | null;
  readonly origin: 'DIRECT' | 'INHERITED' | null;
  readonly group: { readonly nativeId: string; readonly name: string | null } | null;
};

export type Source = {
  readonly backend: string;
  readonly state: 'LIVE' | 'COMPLETE' | 'PARTIAL' | 'FAILED' | 'UNREAD';
  readonly asOf: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
};

export const userDocument: Document<
  { readonly user: User | null },
  { readonly by: UserBy; readonly maxAgeSeconds: number | null }
> = {
  text: `query ($by: UserBy!, $maxAgeSeconds: Int) { user(by: $by, maxAgeSeconds: $maxAgeSeconds) {
    id displayName email kind
    roles { role { name } accounts { backend nativeId } }
    links {
      state confidence evidence { rule values }
      account {
        backend nativeId kind userName displayName email status external protected asOf roles { name }
        assignments {
          nativeRole { nativeId name } organization { nativeId displayName } origin group { nativeId name }
        }
      }
    }
    sources { backend state asOf error { code message } } } }`,
};
