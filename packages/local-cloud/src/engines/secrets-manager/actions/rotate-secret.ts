import { onSecret, secretIdIn, secretsAction } from "../action.ts";
import { invalidRequest } from "../errors.ts";

/** Refused. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
export const rotateSecret = secretsAction("RotateSecret", {
  secrets: onSecret,
  handle: (read, { store }) => {
    store.read(secretIdIn(read));
    throw invalidRequest(
      read.has("RotationLambdaARN") || read.has("RotationRules")
        ? "The local cloud does not rotate secrets: put new values with PutSecretValue."
        : "No Lambda rotation function ARN is associated with this secret.",
    );
  },
});
