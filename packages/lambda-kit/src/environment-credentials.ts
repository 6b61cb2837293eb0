/**
 * Credentials of a function. Lambda puts them into the environment:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 *
 * In bundles this module stands where the SDK's own chain would (`alias` in serverless.common.yml). The chain
 * also looks into files, single sign-on and instance metadata, which a function does not have, and is a third
 * of a bundle. On a laptop it would even prefer the profile that `AWS_PROFILE` names to the function's own role.
 * See docs/decisions/0007-small-functions.md
 */
import { setting } from "./settings.ts";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The name under which the SDK's clients import their chain from `@aws-sdk/credential-provider-node`. */
export const defaultProvider = () => async (): Promise<Credentials> => {
  const sessionToken = process.env.AWS_SESSION_TOKEN;
  return {
    accessKeyId: setting("AWS_ACCESS_KEY_ID"),
    secretAccessKey: setting("AWS_SECRET_ACCESS_KEY"),
    ...(sessionToken && { sessionToken }),
  };
};
