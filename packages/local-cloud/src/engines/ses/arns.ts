/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html#amazonsimpleemailservicev2-resources-for-iam-policies */
export type ResourceKind = "identity" | "template" | "configuration-set";

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

export const arnOf = ({ region, accountId }: Place, kind: ResourceKind, name: string): string =>
  `arn:aws:ses:${region}:${accountId}:${kind}/${name}`;

/** @returns `undefined` for an ARN of another kind, region or account */
export const nameInArn = (place: Place, kind: ResourceKind, arn: string): string | undefined => {
  const prefix = arnOf(place, kind, "");
  return arn.startsWith(prefix) ? arn.slice(prefix.length) : undefined;
};
