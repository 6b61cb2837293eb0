import { epochSeconds, onSecret, secretIdIn, secretsAction } from "../action.ts";
import { current } from "../secret.ts";
import { refuseUnsupported, tokenIn, valueIn } from "../value-input.ts";
import { addVersion } from "../versions.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
export const updateSecret = secretsAction("UpdateSecret", {
  secrets: onSecret,
  handle: (read, { store, now }) => {
    refuseUnsupported(read);
    const secret = store.read(secretIdIn(read));
    const time = epochSeconds(now());
    const description = read.optionalText("Description", { maximum: 2_048 }) ?? secret.description;
    const described = {
      ...secret,
      ...(description === undefined ? {} : { description }),
      changedAt: time,
    };
    const value = valueIn(read);
    const id = tokenIn(read);
    store.put(value ? addVersion(described, { id, value, stages: [current] }, time) : described);
    return { ARN: secret.arn, Name: secret.name, VersionId: value ? id : undefined };
  },
});
