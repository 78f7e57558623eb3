import type { EmulatorAnswer } from './answer.ts';

/** What goes wrong. `applied` says whether the emulator's state changed before it did. */
export type Fault =
  | { readonly kind: 'latency'; readonly ms: number }
  /** Answers this instead. */
  | { readonly kind: 'status'; readonly applied: boolean; readonly answer: EmulatorAnswer }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang'; readonly applied: boolean }
  /** Takes the request and resets the connection. */
  | { readonly kind: 'reset'; readonly applied: boolean }
  /** Applies, promises the whole answer, sends half and resets. */
  | { readonly kind: 'half-body' }
  /** Applies, writes these bytes onto the connection in place of the answer, status line and all, and ends it. */
  | { readonly kind: 'raw'; readonly toBytes: (answer: EmulatorAnswer) => Buffer }
  /** Applies and answers something else than the truth. */
  | { readonly kind: 'alter'; readonly alter: (answer: EmulatorAnswer) => EmulatorAnswer };

/** Which requests a fault befalls. */
export type FaultScope = {
  /** Any when not given. */
  readonly method?: string;
  /** Tested against the raw request-target; any when not given. */
  readonly target?: RegExp;
  /** How many fitting requests pass first; 0 when not given. */
  readonly after?: number;
  /** How many it then befalls; all when not given. */
  readonly times?: number;
};

export type Faults = {
  add(fault: Fault, scope?: FaultScope): void;
  clear(): void;
  /** The fault for this request, counted as used; `null` where none fits. The one added first wins. */
  take(method: string, target: string): Fault | null;
};

export const createFaults = (): Faults => {
  const armed: { fault: Fault; scope: FaultScope; passed: number; used: number }[] = [];
  return {
    add: (fault, scope = {}) => {
      armed.push({ fault, scope, passed: 0, used: 0 });
    },
    clear: () => {
      armed.length = 0;
    },
    take: (method, target) => {
      for (const entry of armed) {
        const { scope } = entry;
        if (scope.method !== undefined && scope.method !== method) continue;
        if (scope.target !== undefined && !scope.target.test(target)) continue;
        if (entry.passed < (scope.after ?? 0)) {
          entry.passed += 1;
          continue;
        }
        if (entry.used >= (scope.times ?? Number.POSITIVE_INFINITY)) continue;
        entry.used += 1;
        return entry.fault;
      }
      return null;
    },
  };
};
