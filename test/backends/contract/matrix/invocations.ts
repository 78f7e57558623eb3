import { accountInvocations, roleInvocations } from './account-ways.ts';
import { backendInvocations } from './backend-ways.ts';
import {
  apiTokenInvocations,
  deviceInvocations,
  groupInvocations,
  organizationInvocations,
  roleDefinitionInvocations,
} from './record-ways.ts';
import type { Invocation } from './ways.ts';

/** The ways to call an operation. One without any fails the matrix of whichever adapter has it, so that no verb comes without a row. */
export const invocationsOf = (operation: string): readonly Invocation[] =>
  invocations.filter((one) => one.operation === operation);

const invocations: readonly Invocation[] = [
  ...backendInvocations,
  ...roleInvocations,
  ...accountInvocations,
  ...organizationInvocations,
  ...apiTokenInvocations,
  ...groupInvocations,
  ...roleDefinitionInvocations,
  ...deviceInvocations,
];
