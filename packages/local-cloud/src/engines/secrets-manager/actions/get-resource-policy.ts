import { onSecret, secretIdIn, secretsAction } from "../action.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
export const getResourcePolicy = secretsAction("GetResourcePolicy", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const { arn, name, policy } = store.read(secretIdIn(read));
    return { ARN: arn, Name: name, ResourcePolicy: policy && JSON.stringify(policy) };
  },
});
