import type { Cognito } from "../context.ts";
import { invalidParameter, unsupported } from "../errors.ts";
import type { AppClient } from "../pools/app-client.ts";
import { checkSecretHash } from "./app-caller.ts";
import type { Challenge } from "./new-password.ts";
import { signInByPassword } from "./password-flow.ts";
import { signInByRefreshToken } from "./refresh-flow.ts";
import type { SignIn, SignInAnswer } from "./sign-in.ts";
import { startSrp } from "./srp-flow.ts";

interface Flow {
  /** Values of the client's `ExplicitAuthFlows` that allow it. */
  readonly allowedBy: readonly string[];
  readonly start: (
    cognito: Cognito,
    signIn: SignIn,
    parameters: Readonly<Record<string, string>>,
  ) => Promise<SignInAnswer | Challenge>;
  /** The refresh flow has no username to check the hash with before it knows the session. */
  readonly checksSecretItself?: boolean;
}

const refresh: Flow = {
  allowedBy: ["ALLOW_REFRESH_TOKEN_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH_FLOW_ONLY"],
  start: signInByRefreshToken,
  checksSecretItself: true,
};

const srp: Flow = { allowedBy: ["ALLOW_USER_SRP_AUTH"], start: startSrp };

const forEveryone: Readonly<Record<string, Flow>> = {
  USER_PASSWORD_AUTH: {
    allowedBy: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
    start: signInByPassword,
  },
  USER_SRP_AUTH: srp,
  REFRESH_TOKEN_AUTH: refresh,
  REFRESH_TOKEN: refresh,
};

const byAdministrator: Flow = {
  allowedBy: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
  start: signInByPassword,
};

const forAdministrators: Readonly<Record<string, Flow>> = {
  ...forEveryone,
  ADMIN_USER_PASSWORD_AUTH: byAdministrator,
  ADMIN_NO_SRP_AUTH: byAdministrator,
};

const elsewhere = ["CUSTOM_AUTH", "USER_AUTH", "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"];

const allows = ({ settings }: AppClient, { allowedBy }: Flow): boolean =>
  allowedBy.some((value) => settings.ExplicitAuthFlows.includes(value));

/**
 * Starts a sign-in by the flow of the given name.
 * @throws {AwsError} `InvalidParameterException` when the client does not allow the flow
 */
export const startFlow = async (
  cognito: Cognito,
  signIn: SignIn,
  name: string,
  parameters: Readonly<Record<string, string>>,
  caller: "user" | "administrator",
): Promise<SignInAnswer | Challenge> => {
  const flow = (caller === "user" ? forEveryone : forAdministrators)[name];
  if (!flow) {
    if (name === "CUSTOM_AUTH" || name === "USER_AUTH")
      throw unsupported(`the flow ${name}`, "Use USER_SRP_AUTH or USER_PASSWORD_AUTH.");
    throw invalidParameter(
      elsewhere.includes(name) ? "Initiate Auth method not supported" : `${name} is no value of AuthFlow`,
    );
  }
  if (!allows(signIn.client, flow)) throw invalidParameter(`${name} flow not enabled for this client`);
  if (!flow.checksSecretItself)
    checkSecretHash(signIn.client, parameters.USERNAME ?? "", parameters.SECRET_HASH);
  return flow.start(cognito, signIn, parameters);
};
