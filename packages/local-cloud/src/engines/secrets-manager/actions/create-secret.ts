import { AwsError } from "../../../gateway/errors.ts";
import type { InputReader } from "../../../gateway/input-reader.ts";
import { epochSeconds, secretsAction } from "../action.ts";
import { alreadyExists, invalidRequest } from "../errors.ts";
import { current, type Secret } from "../secret.ts";
import { refuseUnsupported, tagsIn, tokenIn, valueIn } from "../value-input.ts";
import { addVersion } from "../versions.ts";

const nameIn = (read: InputReader): string => {
  const name = read.text("Name", { minimum: 1, maximum: 512 });
  if (!/^[\w/+=.@!-]+$/.test(name))
    throw new AwsError(
      "ValidationException",
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
  return name;
};

/** A retry of the call that made the secret is answered as that call was. */
const answerRetry = (secret: Secret, read: InputReader, token: string, now: number) => {
  const value = valueIn(read);
  if (!value || !secret.versions.some(({ id }) => id === token))
    throw alreadyExists(`The operation failed because the secret ${secret.name} already exists.`);
  addVersion(secret, { id: token, value, stages: [current] }, now);
  return { ARN: secret.arn, Name: secret.name, VersionId: token };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const createSecret = secretsAction("CreateSecret", {
  secrets: (read) => [nameIn(read)],
  conditions: (read) => ({ "secretsmanager:Name": nameIn(read) }),
  handle: (read, { store, now }) => {
    refuseUnsupported(read);
    const name = nameIn(read);
    const token = tokenIn(read);
    const time = epochSeconds(now());
    const existing = store.find(name);
    if (existing?.deletedAt !== undefined)
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    if (existing) return answerRetry(existing, read, token, time);
    const description = read.optionalText("Description", { maximum: 2_048 });
    const empty: Secret = {
      name,
      arn: store.newArn(name),
      ...(description === undefined ? {} : { description }),
      createdAt: time,
      changedAt: time,
      versions: [],
      tags: tagsIn(read),
    };
    const value = valueIn(read);
    const secret = value ? addVersion(empty, { id: token, value, stages: [current] }, time) : empty;
    store.put(secret);
    return { ARN: secret.arn, Name: name, VersionId: value ? token : undefined };
  },
});
