/** How staging labels move: https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html#term_version */
import { alreadyExists, invalidRequest } from "./errors.ts";
import { current, previous, type Secret, type SecretValue, type SecretVersion, withStage } from "./secret.ts";

const mostVersions = 100;

const without = (version: SecretVersion, stage: string): SecretVersion => ({
  ...version,
  stages: version.stages.filter((candidate) => candidate !== stage),
});

const withAdded = (version: SecretVersion, stage: string): SecretVersion => ({
  ...version,
  stages: [...version.stages.filter((candidate) => candidate !== stage), stage],
});

const setStage = (versions: readonly SecretVersion[], stage: string, id: string | undefined) =>
  versions.map((version) => (version.id === id ? withAdded(version, stage) : without(version, stage)));

/** Gives a label to one version and takes it from the others; who loses AWSCURRENT becomes AWSPREVIOUS. */
export const moveStage = (secret: Secret, stage: string, id: string | undefined): Secret => {
  const holder = withStage(secret, stage);
  const moved = setStage(secret.versions, stage, id);
  const demoted = stage === current && holder && holder.id !== id;
  return { ...secret, versions: demoted ? setStage(moved, previous, holder.id) : moved };
};

/** Deprecated versions go, oldest first, when there are more than AWS keeps. */
const pruned = (versions: readonly SecretVersion[]): readonly SecretVersion[] => {
  const excess = versions.length - mostVersions;
  if (excess <= 0) return versions;
  const gone = new Set(versions.filter(({ stages }) => stages.length === 0).slice(0, excess));
  return versions.filter((version) => !gone.has(version));
};

const sameValue = (one: SecretValue, other: SecretValue): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Adds a version under a client's token. Sending the same again changes nothing, so that retries are safe.
 *
 * @throws {AwsError} `ResourceExistsException` when the token stands for another value
 */
export const addVersion = (
  secret: Secret,
  version: { readonly id: string; readonly value: SecretValue; readonly stages: readonly string[] },
  now: number,
): Secret => {
  const existing = secret.versions.find(({ id }) => id === version.id);
  if (existing && sameValue(existing.value, version.value)) return secret;
  if (existing)
    throw alreadyExists(
      `You can't use ClientRequestToken ${version.id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  const added: Secret = {
    ...secret,
    changedAt: now,
    versions: [...secret.versions, { id: version.id, value: version.value, createdAt: now, stages: [] }],
  };
  const staged = version.stages.reduce((result, stage) => moveStage(result, stage, version.id), added);
  return { ...staged, versions: pruned(staged.versions) };
};

/** @throws {AwsError} `InvalidRequestException` for a version that the secret does not have */
export const existingVersion = (secret: Secret, id: string): SecretVersion => {
  const version = secret.versions.find((candidate) => candidate.id === id);
  if (!version) throw invalidRequest(`The secret has no version ${id}.`);
  return version;
};
