import { invalidParameter, unsupported } from "../errors.ts";
import {
  type Input,
  optionalChoice,
  optionalFlag,
  optionalInteger,
  optionalStructure,
  optionalText,
  optionalTexts,
  refuseUnknown,
  textMap,
} from "../input.ts";
import { lambdaConfigOf } from "./lambda-config.ts";
import type { PasswordPolicy, PoolSettings } from "./user-pool.ts";

/** Members that can change later; the rest of a pool is fixed when it is created. */
type ChangeableSettings = Omit<
  PoolSettings,
  "Name" | "SchemaAttributes" | "UsernameAttributes" | "AliasAttributes" | "UsernameConfiguration"
>;

export const changeableMembers = [
  "Policies",
  "LambdaConfig",
  "AutoVerifiedAttributes",
  "EmailVerificationMessage",
  "EmailVerificationSubject",
  "VerificationMessageTemplate",
  "UserAttributeUpdateSettings",
  "MfaConfiguration",
  "EmailConfiguration",
  "UserPoolTags",
  "UserPoolAddOns",
  "UserPoolTier",
  "AdminCreateUserConfig",
  "AccountRecoverySetting",
  "DeletionProtection",
] as const;

/** Defaults as https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html */
const passwordPolicyOf = (policies: Input): PasswordPolicy => {
  refuseUnknown(policies, "Policies", ["PasswordPolicy", "SignInPolicy"]);
  const policy = optionalStructure(policies, "PasswordPolicy") ?? {};
  refuseUnknown(policy, "PasswordPolicy", [
    "MinimumLength",
    "RequireUppercase",
    "RequireLowercase",
    "RequireNumbers",
    "RequireSymbols",
    "TemporaryPasswordValidityDays",
  ]);
  // A policy that is given at all requires only what it names; the defaults are those of a pool without one.
  const given = Object.keys(policy).length > 0;
  const flag = (name: string) => optionalFlag(policy, name) ?? !given;
  return {
    MinimumLength: optionalInteger(policy, "MinimumLength", { min: 6, max: 99 }) ?? 8,
    RequireUppercase: flag("RequireUppercase"),
    RequireLowercase: flag("RequireLowercase"),
    RequireNumbers: flag("RequireNumbers"),
    RequireSymbols: flag("RequireSymbols"),
    TemporaryPasswordValidityDays:
      optionalInteger(policy, "TemporaryPasswordValidityDays", { min: 0, max: 365 }) ?? 7,
  };
};

/** The template and its older spelling; codes only, since links need a hosted domain. */
const verificationMessageOf = (input: Input): PoolSettings["VerificationMessageTemplate"] => {
  const template = optionalStructure(input, "VerificationMessageTemplate") ?? {};
  refuseUnknown(template, "VerificationMessageTemplate", [
    "DefaultEmailOption",
    "EmailMessage",
    "EmailSubject",
    // Without a use where codes go by mail, on AWS too.
    "SmsMessage",
    "EmailMessageByLink",
    "EmailSubjectByLink",
  ]);
  if (optionalText(template, "DefaultEmailOption") === "CONFIRM_WITH_LINK")
    throw unsupported("CONFIRM_WITH_LINK", "Set DefaultEmailOption to CONFIRM_WITH_CODE.");
  const message = optionalText(template, "EmailMessage") ?? optionalText(input, "EmailVerificationMessage");
  const subject = optionalText(template, "EmailSubject") ?? optionalText(input, "EmailVerificationSubject");
  if (message !== undefined && !message.includes("{####}"))
    throw invalidParameter("The message must contain the placeholder {####} for the code.");
  return {
    DefaultEmailOption: "CONFIRM_WITH_CODE",
    ...(message === undefined ? {} : { EmailMessage: message }),
    ...(subject === undefined ? {} : { EmailSubject: subject }),
  };
};

const adminCreateUserConfigOf = (input: Input): PoolSettings["AdminCreateUserConfig"] => {
  const config = optionalStructure(input, "AdminCreateUserConfig") ?? {};
  const invite = optionalStructure(config, "InviteMessageTemplate");
  const message = invite && optionalText(invite, "EmailMessage");
  const subject = invite && optionalText(invite, "EmailSubject");
  return {
    AllowAdminCreateUserOnly: optionalFlag(config, "AllowAdminCreateUserOnly") ?? false,
    UnusedAccountValidityDays:
      optionalInteger(config, "UnusedAccountValidityDays", { min: 0, max: 365 }) ?? 7,
    ...(invite
      ? {
          InviteMessageTemplate: {
            ...(message === undefined ? {} : { EmailMessage: message }),
            ...(subject === undefined ? {} : { EmailSubject: subject }),
          },
        }
      : {}),
  };
};

const recoveryOf = (input: Input): PoolSettings["AccountRecoverySetting"] => {
  const setting = optionalStructure(input, "AccountRecoverySetting");
  const mechanisms = setting?.RecoveryMechanisms;
  if (!Array.isArray(mechanisms) || mechanisms.length === 0) return undefined;
  return {
    RecoveryMechanisms: mechanisms.map((mechanism: Input) => ({
      Priority: optionalInteger(mechanism, "Priority", { min: 1, max: 2 }) ?? 1,
      Name:
        optionalChoice(mechanism, "Name", ["verified_email", "verified_phone_number", "admin_only"]) ??
        "verified_email",
    })),
  };
};

/** Nothing here sends text messages, so nothing may count on them. */
export const emailOnly = (names: readonly string[], member: string): readonly string[] => {
  if (names.includes("phone_number"))
    throw unsupported(`phone_number in ${member}`, "Text messages are not sent locally; use email.");
  return names;
};

const refuseWhatIsMissing = (input: Input): void => {
  const mfa = optionalChoice(input, "MfaConfiguration", ["OFF", "ON", "OPTIONAL"]) ?? "OFF";
  if (mfa !== "OFF") throw unsupported(`MfaConfiguration ${mfa}`, "Set it to OFF locally.");
  const addOns = optionalStructure(input, "UserPoolAddOns");
  const security = addOns && optionalText(addOns, "AdvancedSecurityMode");
  if (security !== undefined && security !== "OFF")
    throw unsupported(`AdvancedSecurityMode ${security}`, "Set it to OFF locally.");
};

/** @throws {AwsError} `InvalidParameterException` for what is wrong or cannot be honoured here */
export const changeableSettings = (input: Input): ChangeableSettings => {
  refuseWhatIsMissing(input);
  const recovery = recoveryOf(input);
  const updates = optionalStructure(input, "UserAttributeUpdateSettings") ?? {};
  return {
    Policies: { PasswordPolicy: passwordPolicyOf(optionalStructure(input, "Policies") ?? {}) },
    LambdaConfig: lambdaConfigOf(optionalStructure(input, "LambdaConfig") ?? {}),
    AutoVerifiedAttributes: emailOnly(
      optionalTexts(input, "AutoVerifiedAttributes") ?? [],
      "AutoVerifiedAttributes",
    ),
    VerificationMessageTemplate: verificationMessageOf(input),
    UserAttributeUpdateSettings: {
      AttributesRequireVerificationBeforeUpdate: emailOnly(
        optionalTexts(updates, "AttributesRequireVerificationBeforeUpdate") ?? [],
        "AttributesRequireVerificationBeforeUpdate",
      ),
    },
    AdminCreateUserConfig: adminCreateUserConfigOf(input),
    ...(recovery ? { AccountRecoverySetting: recovery } : {}),
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ...textMap(input, "EmailConfiguration") },
    DeletionProtection: optionalChoice(input, "DeletionProtection", ["ACTIVE", "INACTIVE"]) ?? "INACTIVE",
    MfaConfiguration: "OFF",
    UserPoolTier: optionalChoice(input, "UserPoolTier", ["LITE", "ESSENTIALS", "PLUS"]) ?? "ESSENTIALS",
    UserPoolTags: textMap(input, "UserPoolTags"),
  };
};
