import { invalidRequest, notFound } from "./errors.ts";
import { current, type Secret, type SecretVersion, withStage } from "./secret.ts";

/**
 * The version that an id, a staging label or neither asks for.
 *
 * @throws {AwsError} as https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html says
 */
export const readVersion = (
  secret: Secret,
  id: string | undefined,
  stage: string | undefined,
): SecretVersion => {
  if (id === undefined) {
    const label = stage ?? current;
    const version = withStage(secret, label);
    if (version) return version;
    throw notFound(`Secrets Manager can't find the specified secret value for staging label: ${label}`);
  }
  const version = secret.versions.find((candidate) => candidate.id === id);
  if (!version) throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`);
  if (stage !== undefined && !version.stages.includes(stage))
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  return version;
};

export const wireValue = (secret: Secret, version: SecretVersion) => ({
  ARN: secret.arn,
  Name: secret.name,
  VersionId: version.id,
  VersionStages: version.stages,
  CreatedDate: version.createdAt,
  ...version.value,
});
