/**
 * Who makes a call. The gateway derives it from the signature; internal callers state it.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import type { ConditionContext, PolicyDocument } from "./policy.ts";

export type Principal =
  /** The operator of this local cloud; allowed everything, as the account's root user is. */
  | { readonly kind: "admin"; readonly arn: string; readonly accountId: string }
  /** A session of a role: a function, or whoever assumed the role. */
  | {
      readonly kind: "role";
      /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
      readonly arn: string;
      readonly accountId: string;
      readonly roleArn: string;
      readonly sessionPolicy?: PolicyDocument;
      /** Keys of the session: `aws:userid`, `cognito-identity.amazonaws.com:sub`, tags. */
      readonly context?: ConditionContext;
    }
  /** An AWS service on behalf of a resource: a topic delivering, a bucket notifying, a trigger firing. */
  | {
      readonly kind: "service";
      /** `sns.amazonaws.com` */
      readonly service: string;
      readonly sourceArn: string;
      readonly sourceAccount: string;
    }
  | { readonly kind: "anonymous" };

/**
 * Somebody for whom an identity provider vouches. Never calls as such: a role's trust policy makes it a session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity
 */
export interface FederatedUser {
  readonly kind: "federated";
  /** `cognito-identity.amazonaws.com` */
  readonly provider: string;
}

/** How messages and the journal name a caller. */
export const principalName = (principal: Principal): string => {
  if (principal.kind === "anonymous") return "anonymous";
  return principal.kind === "service" ? principal.service : principal.arn;
};

const tagKey = "aws:PrincipalTag/";

/** The tags of a session, by their keys; `undefined` when it has none. */
export const principalTagsOf = (principal: Principal): Readonly<Record<string, string>> | undefined => {
  const context = principal.kind === "role" ? principal.context : undefined;
  if (!context) return undefined;
  const tags = Object.entries(context).flatMap(([key, value]) =>
    key.startsWith(tagKey) ? [[key.slice(tagKey.length), String(value)]] : [],
  );
  return tags.length > 0 ? Object.fromEntries(tags) : undefined;
};
