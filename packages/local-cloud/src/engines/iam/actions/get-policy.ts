import { iamAction, onPolicy } from "../action.ts";
import { customerPolicy } from "../customer-policy.ts";
import { wirePolicySummary } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = iamAction("GetPolicy", onPolicy, (read, { store }) => {
  const policy = customerPolicy(store, read);
  return { Policy: wirePolicySummary(policy, store.attachmentsOf(policy.arn)) };
});
