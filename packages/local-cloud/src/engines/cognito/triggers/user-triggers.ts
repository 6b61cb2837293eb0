/** The triggers around a user's life, each with the event that its page documents. */
import type { Cognito } from "../context.ts";
import type { TriggerName, UserPool } from "../pools/user-pool.ts";
import type { Attributes, User } from "../users/user.ts";

export interface TriggerScope {
  readonly pool: UserPool;
  readonly clientId: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

const metadata = ({ clientMetadata }: TriggerScope) =>
  clientMetadata && Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {};

const status = ({ status }: User): Attributes => ({ "cognito:user_status": status });

/** What a function made of a sign-up. */
export interface SignUpDecision {
  readonly autoConfirmUser?: boolean;
  readonly autoVerifyEmail?: boolean;
  readonly autoVerifyPhone?: boolean;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
export const preSignUp = async (
  { triggers }: Cognito,
  scope: TriggerScope,
  source: "SignUp" | "AdminCreateUser",
  user: User,
  validationData: Attributes,
): Promise<SignUpDecision> => {
  if (!triggers.has(scope.pool, "PreSignUp")) return {};
  const { sub: _sub, ...userAttributes } = user.attributes;
  return triggers.call<SignUpDecision>("PreSignUp", {
    ...scope,
    source: `PreSignUp_${source}`,
    username: user.username,
    request: {
      userAttributes,
      validationData: Object.keys(validationData).length > 0 ? validationData : null,
      ...metadata(scope),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
};

const notify = async (
  { triggers }: Cognito,
  trigger: TriggerName,
  source: string,
  scope: TriggerScope,
  user: User,
  more: object = {},
): Promise<void> => {
  if (!triggers.has(scope.pool, trigger)) return;
  await triggers.call(trigger, {
    ...scope,
    source,
    username: user.username,
    request: { userAttributes: { ...user.attributes, ...status(user) }, ...more, ...metadata(scope) },
  });
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html */
export const postConfirmation = (
  cognito: Cognito,
  scope: TriggerScope,
  source: "ConfirmSignUp" | "ConfirmForgotPassword",
  user: User,
): Promise<void> => notify(cognito, "PostConfirmation", `PostConfirmation_${source}`, scope, user);

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html */
export const preAuthentication = (cognito: Cognito, scope: TriggerScope, user: User): Promise<void> =>
  notify(cognito, "PreAuthentication", "PreAuthentication_Authentication", scope, user, {
    validationData: null,
    userNotFound: false,
  });

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html */
export const postAuthentication = (cognito: Cognito, scope: TriggerScope, user: User): Promise<void> =>
  notify(cognito, "PostAuthentication", "PostAuthentication_Authentication", scope, user, {
    newDeviceUsed: false,
  });
