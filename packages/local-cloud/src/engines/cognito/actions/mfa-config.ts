import { type Action, type Cognito, onPool } from "../context.ts";
import { unsupported } from "../errors.ts";
import { optionalText, refuseUnknown, text } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const getUserPoolMfaConfig = (cognito: Cognito): Action => ({
  access: onPool(cognito, "GetUserPoolMfaConfig"),
  handle: (input) => ({
    MfaConfiguration: cognito.store.pools.get(text(input, "UserPoolId")).settings.MfaConfiguration,
  }),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html */
export const setUserPoolMfaConfig = (cognito: Cognito): Action => ({
  access: onPool(cognito, "SetUserPoolMfaConfig"),
  handle: (input) => {
    refuseUnknown(input, "SetUserPoolMfaConfig", ["UserPoolId", "MfaConfiguration"]);
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const wanted = optionalText(input, "MfaConfiguration") ?? "OFF";
    if (wanted !== "OFF") throw unsupported(`MfaConfiguration ${wanted}`, "Set it to OFF locally.");
    return { MfaConfiguration: pool.settings.MfaConfiguration };
  },
});
