import type { InputReader } from "../../../gateway/input-reader.ts";
import { epochSeconds, onSecret, secretIdIn, secretsAction } from "../action.ts";
import { invalidParameter, invalidRequest, secretNotFound } from "../errors.ts";

const daySeconds = 86_400;

const windowIn = (read: InputReader, force: boolean): number => {
  const days = read.optionalNumber("RecoveryWindowInDays", { minimum: -1_000_000, maximum: 1_000_000 });
  if (force && days !== undefined)
    throw invalidParameter(
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  if (days !== undefined && (days < 7 || days > 30))
    throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
  return days ?? 30;
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
export const deleteSecret = secretsAction("DeleteSecret", {
  secrets: onSecret,
  handle: (read, { store, now }) => {
    const id = secretIdIn(read);
    const force = read.optionalBoolean("ForceDeleteWithoutRecovery") ?? false;
    const days = windowIn(read, force);
    const time = epochSeconds(now());
    const secret = store.find(id);
    if (force) {
      if (secret) store.delete(secret);
      return { ARN: secret?.arn ?? store.arnOf(id), Name: secret?.name ?? id, DeletionDate: time };
    }
    if (!secret) throw secretNotFound();
    if (secret.deletedAt !== undefined)
      throw invalidRequest(
        "You can't perform this operation on the secret because it was already scheduled for deletion.",
      );
    const purgeAt = time + days * daySeconds;
    store.put({ ...secret, deletedAt: time, purgeAt });
    return { ARN: secret.arn, Name: secret.name, DeletionDate: purgeAt };
  },
});
