import { onSecret, secretIdIn, secretsAction } from "../action.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = secretsAction("DeleteResourcePolicy", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const { policy: _, ...secret } = store.read(secretIdIn(read));
    store.put(secret);
    return { ARN: secret.arn, Name: secret.name };
  },
});
