import { epochSeconds, onSecret, secretIdIn, secretsAction } from "../action.ts";
import { invalidParameter } from "../errors.ts";
import { current, withStage } from "../secret.ts";
import { existingVersion, moveStage } from "../versions.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
export const updateSecretVersionStage = secretsAction("UpdateSecretVersionStage", {
  secrets: onSecret,
  handle: (read, { store, now }) => {
    const secret = store.read(secretIdIn(read));
    const stage = read.text("VersionStage", { minimum: 1, maximum: 256 });
    const to = read.optionalText("MoveToVersionId");
    const from = read.optionalText("RemoveFromVersionId");
    const holder = withStage(secret, stage);
    for (const id of [to, from]) if (id !== undefined) existingVersion(secret, id);
    if (from !== undefined && holder?.id !== from)
      throw invalidParameter(`The staging label ${stage} isn't attached to version ${from}.`);
    if (to !== undefined && holder && holder.id !== to && from === undefined)
      throw invalidParameter(
        `The staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    if (to === undefined && stage === current)
      throw invalidParameter(`You can't remove ${current} from a version without moving it to another.`);
    store.put({ ...moveStage(secret, stage, to), changedAt: epochSeconds(now()) });
    return { ARN: secret.arn, Name: secret.name };
  },
});
