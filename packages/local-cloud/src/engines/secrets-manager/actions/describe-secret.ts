import { onSecret, secretIdIn, secretsAction } from "../action.ts";
import { secretNotFound } from "../errors.ts";
import { stagesById, wireSecret } from "../secret.ts";

/** Also of secrets marked for deletion. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export const describeSecret = secretsAction("DescribeSecret", {
  secrets: onSecret,
  handle: (read, { store }) => {
    const secret = store.find(secretIdIn(read));
    if (!secret) throw secretNotFound();
    return { ...wireSecret(secret), VersionIdsToStages: stagesById(secret) };
  },
});
