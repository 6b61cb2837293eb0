import { TemplateError } from "../errors.ts";
import { isObject, sameJson } from "../json.ts";
import { given, unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { flag, list, number, object, text } from "./shape.ts";
import { tag, tagChange } from "./tags.ts";

const generated = object({
  ExcludeCharacters: text,
  ExcludeLowercase: flag,
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  ExcludeUppercase: flag,
  GenerateStringKey: text,
  IncludeSpace: flag,
  PasswordLength: number,
  RequireEachIncludedType: flag,
  SecretStringTemplate: text,
});

const properties = {
  Name: immutable(text),
  Description: mutable(text),
  SecretString: mutable(text),
  GenerateSecretString: mutable(generated),
  Tags: mutable(list(tag)),
  KmsKeyId: ignored("secrets lie in the local state folder, which only its owner can read"),
  ReplicaRegions: refused("there is one region only"),
  Type: refused("secrets managed by others are not available"),
} as const;

type Secret = Properties<typeof properties>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html */
const generate = async (
  { GenerateStringKey, SecretStringTemplate, ...rules }: NonNullable<Secret["GenerateSecretString"]>,
  { clients }: ResourceContext,
): Promise<string> => {
  const { RandomPassword } = await (await clients.secretsManager()).getRandomPassword(rules);
  const password = given(RandomPassword, "RandomPassword");
  if (GenerateStringKey === undefined) return password;
  const frame: unknown = JSON.parse(SecretStringTemplate ?? "{}");
  if (!isObject(frame)) throw new TemplateError("SecretStringTemplate must be a JSON object");
  return JSON.stringify({ ...frame, [GenerateStringKey]: password });
};

const valueOfSecret = async (secret: Secret, context: ResourceContext): Promise<string> => {
  const { SecretString, GenerateSecretString } = secret;
  if (SecretString !== undefined && GenerateSecretString !== undefined)
    throw new TemplateError("SecretString and GenerateSecretString cannot be given both");
  if (SecretString !== undefined) return SecretString;
  return generate(GenerateSecretString ?? {}, context);
};

const sameValue = (before: Secret, after: Secret): boolean =>
  sameJson(
    [before.SecretString ?? null, before.GenerateSecretString ?? null],
    [after.SecretString ?? null, after.GenerateSecretString ?? null],
  );

const nameOf = (secret: Secret, context: ResourceContext): string => secret.Name ?? context.generatedName(64);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secret = defineResource({
  type: "AWS::SecretsManager::Secret",
  properties,
  nameProperty: "Name",
  find: async (secret, context) => {
    const secretsManager = await context.clients.secretsManager();
    const found = await unlessAbsent(secretsManager.describeSecret({ SecretId: nameOf(secret, context) }));
    return found?.ARN === undefined ? [] : [found.ARN];
  },
  create: async (secret, context) => {
    const { ARN } = await (await context.clients.secretsManager()).createSecret({
      Name: nameOf(secret, context),
      SecretString: await valueOfSecret(secret, context),
      ...(secret.Description === undefined ? {} : { Description: secret.Description }),
      ...(secret.Tags ? { Tags: [...secret.Tags] } : {}),
    });
    const arn = given(ARN, "ARN");
    return { physicalId: arn, attributes: { Id: arn } };
  },
  update: async (secret, { physicalId, attributes, properties: before }, context) => {
    const secretsManager = await context.clients.secretsManager();
    const value = sameValue(before, secret) ? {} : { SecretString: await valueOfSecret(secret, context) };
    const Description = secret.Description ?? "";
    await secretsManager.updateSecret({ SecretId: physicalId, Description, ...value });
    const { added, removed } = tagChange(before.Tags, secret.Tags);
    if (removed.length > 0) await secretsManager.untagResource({ SecretId: physicalId, TagKeys: removed });
    if (added.length > 0) await secretsManager.tagResource({ SecretId: physicalId, Tags: [...added] });
    return { physicalId, attributes };
  },
  remove: async (SecretId, _secret, { clients }) => {
    const secretsManager = await clients.secretsManager();
    await unlessAbsent(secretsManager.deleteSecret({ SecretId, ForceDeleteWithoutRecovery: true }));
  },
});
