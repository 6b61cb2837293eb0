import { onSecret, secretIdIn, secretsAction } from "../action.ts";
import { readVersion, wireValue } from "../read-version.ts";
import { current } from "../secret.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const getSecretValue = secretsAction("GetSecretValue", {
  secrets: onSecret,
  conditions: (read) => ({ "secretsmanager:VersionStage": read.optionalText("VersionStage") ?? current }),
  handle: (read, { store }) => {
    const secret = store.read(secretIdIn(read));
    const version = readVersion(secret, read.optionalText("VersionId"), read.optionalText("VersionStage"));
    return wireValue(secret, version);
  },
});
