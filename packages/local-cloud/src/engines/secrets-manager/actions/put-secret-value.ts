import { epochSeconds, onSecret, secretIdIn, secretsAction } from "../action.ts";
import { invalidRequest } from "../errors.ts";
import { current } from "../secret.ts";
import { tokenIn, valueIn } from "../value-input.ts";
import { addVersion } from "../versions.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export const putSecretValue = secretsAction("PutSecretValue", {
  secrets: onSecret,
  handle: (read, { store, now }) => {
    read.refuse(["RotationToken"], "secrets are not rotated.");
    const secret = store.read(secretIdIn(read));
    const value = valueIn(read);
    if (!value) throw invalidRequest("You must provide either SecretString or SecretBinary.");
    const id = tokenIn(read);
    const asked = read.texts("VersionStages", { minimum: 1, maximum: 256 });
    const stages = asked.length > 0 ? asked : [current];
    const updated = addVersion(secret, { id, value, stages }, epochSeconds(now()));
    store.put(updated);
    const version = updated.versions.find((candidate) => candidate.id === id);
    return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: version?.stages ?? [] };
  },
});
