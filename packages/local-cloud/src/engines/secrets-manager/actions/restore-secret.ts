import { onSecret, secretIdIn, secretsAction } from "../action.ts";
import { secretNotFound } from "../errors.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RestoreSecret.html */
export const restoreSecret = secretsAction("RestoreSecret", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const secret = store.find(secretIdIn(read));
    if (!secret) throw secretNotFound();
    const { deletedAt: _, purgeAt: __, ...restored } = secret;
    store.put(restored);
    return { ARN: secret.arn, Name: secret.name };
  },
});
