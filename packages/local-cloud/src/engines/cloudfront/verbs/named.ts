import type { Access, ApiCall } from "../../../gateway/engine.ts";
import type { AwsError } from "../../../gateway/errors.ts";
import { arnOf, type CloudFrontContext } from "../context.ts";
import { absent, conflict, managedPolicy, missingVersion, staleVersion } from "../errors.ts";
import { findOf, type Kind } from "../kinds/kind.ts";
import type { Stored } from "../stored.ts";

export interface IdInput {
  readonly Id: string;
}

export interface VersionInput extends IdInput {
  readonly IfMatch?: string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html */
export const accessTo = <Config>(
  { hasArn, path }: Kind<Config>,
  operation: string,
  id: string,
  call: Pick<ApiCall, "accountId">,
): readonly Access[] => [
  { action: `cloudfront:${operation}`, resources: [hasArn ? arnOf(call, `${path}/${id}`) : "*"] },
];

const absence = <Config>({ errors, name }: Kind<Config>): AwsError =>
  absent(
    errors.absent,
    name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  );

/** @throws {AwsError} when there is none */
export const requireOf = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
  id: string,
): Stored<Config> => {
  const stored = findOf(kind, context, id);
  if (!stored) throw absence(kind);
  return stored;
};

/** @throws {AwsError} when there is none, it is AWS's, or the caller has seen another version */
export const requireVersion = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
  { Id, IfMatch }: VersionInput,
  otherwise: "IllegalUpdate" | "IllegalDelete",
): Stored<Config> => {
  const stored = requireOf(kind, context, Id);
  if (kind.managed?.includes(stored)) throw managedPolicy(otherwise);
  if (IfMatch === undefined || IfMatch === "") throw missingVersion();
  if (IfMatch !== stored.etag) throw staleVersion();
  return stored;
};

/** @throws {AwsError} when another one has the same name */
export const refuseTaken = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
  config: Config,
  except?: string,
): void => {
  const identity = kind.identityOf(config);
  const all = [...(kind.managed ?? []), ...kind.store(context).list()];
  if (all.some((one) => one.id !== except && kind.identityOf(one.config) === identity))
    throw conflict(kind.errors.exists, `There is one already that is called ${identity}.`);
};
