import { invalidParameter } from "../errors.ts";
import { type Input, optionalStructure, optionalText, refuseUnknown, text } from "../input.ts";
import type { LambdaConfig, TriggerName } from "./user-pool.ts";

/** Triggers that are called; a pool with any other is refused, for it would never be called. */
const triggers: readonly TriggerName[] = [
  "PreSignUp",
  "PostConfirmation",
  "PreAuthentication",
  "PostAuthentication",
  "CustomMessage",
  "PreTokenGeneration",
];

const tokenConfigOf = (input: Input): LambdaConfig["PreTokenGenerationConfig"] => {
  const config = optionalStructure(input, "PreTokenGenerationConfig");
  if (!config) return undefined;
  const version = text(config, "LambdaVersion");
  if (!["V1_0", "V2_0"].includes(version))
    throw invalidParameter(
      `The local cloud does not support PreTokenGenerationConfig of version ${version} in Cognito. Use V1_0 or V2_0.`,
    );
  return { LambdaVersion: version, LambdaArn: text(config, "LambdaArn") };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_LambdaConfigType.html */
export const lambdaConfigOf = (input: Input): LambdaConfig => {
  refuseUnknown(input, "LambdaConfig", [...triggers, "PreTokenGenerationConfig"]);
  const tokenConfig = tokenConfigOf(input);
  return {
    ...Object.fromEntries(
      triggers.flatMap((name) => {
        const arn = optionalText(input, name);
        return arn ? [[name, arn]] : [];
      }),
    ),
    ...(tokenConfig ? { PreTokenGenerationConfig: tokenConfig } : {}),
  };
};
