import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { flag, list, map, number, object, oneOf, required, text } from "./shape.ts";

const passwordPolicy = object({
  MinimumLength: number,
  PasswordHistorySize: number,
  RequireLowercase: flag,
  RequireNumbers: flag,
  RequireSymbols: flag,
  RequireUppercase: flag,
  TemporaryPasswordValidityDays: number,
});

const schemaAttribute = object({
  AttributeDataType: oneOf("String", "Number", "DateTime", "Boolean"),
  DeveloperOnlyAttribute: flag,
  Mutable: flag,
  Name: text,
  NumberAttributeConstraints: object({ MaxValue: text, MinValue: text }),
  Required: flag,
  StringAttributeConstraints: object({ MaxLength: text, MinLength: text }),
});

const triggers = object({
  CreateAuthChallenge: text,
  CustomMessage: text,
  DefineAuthChallenge: text,
  PostAuthentication: text,
  PostConfirmation: text,
  PreAuthentication: text,
  PreSignUp: text,
  PreTokenGeneration: text,
  PreTokenGenerationConfig: object({
    LambdaArn: required(text),
    LambdaVersion: required(oneOf("V1_0", "V2_0", "V3_0")),
  }),
  UserMigration: text,
  VerifyAuthChallengeResponse: text,
});

const verificationMessage = object({
  DefaultEmailOption: oneOf("CONFIRM_WITH_CODE", "CONFIRM_WITH_LINK"),
  EmailMessage: text,
  EmailMessageByLink: text,
  EmailSubject: text,
  EmailSubjectByLink: text,
  SmsMessage: text,
});

const noSms = "no text messages are sent";

export const properties = {
  UserPoolName: mutable(text),
  AliasAttributes: immutable(list(oneOf("email", "phone_number", "preferred_username"))),
  UsernameAttributes: immutable(list(oneOf("email", "phone_number"))),
  UsernameConfiguration: immutable(object({ CaseSensitive: required(flag) })),
  Schema: mutable(list(schemaAttribute)),
  AccountRecoverySetting: mutable(
    object({
      RecoveryMechanisms: list(
        object({
          Name: required(oneOf("verified_email", "verified_phone_number", "admin_only")),
          Priority: required(number),
        }),
      ),
    }),
  ),
  AdminCreateUserConfig: mutable(
    object({
      AllowAdminCreateUserOnly: flag,
      InviteMessageTemplate: object({ EmailMessage: text, EmailSubject: text, SMSMessage: text }),
      UnusedAccountValidityDays: number,
    }),
  ),
  AutoVerifiedAttributes: mutable(list(oneOf("email", "phone_number"))),
  DeletionProtection: mutable(oneOf("ACTIVE", "INACTIVE")),
  EmailVerificationMessage: mutable(text),
  EmailVerificationSubject: mutable(text),
  LambdaConfig: mutable(triggers),
  MfaConfiguration: mutable(oneOf("OFF", "ON", "OPTIONAL")),
  Policies: mutable(object({ PasswordPolicy: passwordPolicy })),
  UserAttributeUpdateSettings: mutable(
    object({ AttributesRequireVerificationBeforeUpdate: required(list(oneOf("email", "phone_number"))) }),
  ),
  UserPoolTags: mutable(map(text)),
  VerificationMessageTemplate: mutable(verificationMessage),
  EmailConfiguration: ignored("mail goes to the local mailbox"),
  SmsAuthenticationMessage: ignored(noSms),
  SmsConfiguration: ignored(noSms),
  SmsVerificationMessage: ignored(noSms),
  UserPoolAddOns: ignored("threats are not assessed"),
  UserPoolTier: ignored("tiers differ in price and in features that are refused by name"),
  DeviceConfiguration: refused("devices are not remembered"),
  EnabledMfas: refused("second factors are not available"),
  WebAuthnRelyingPartyID: refused("passkeys are not available"),
  WebAuthnUserVerification: refused("passkeys are not available"),
} as const;

export type UserPool = Properties<typeof properties>;

/** Members of both CreateUserPool and UpdateUserPool. An update resets what it does not name, so all are named. */
export const settingsOf = (pool: UserPool) => {
  const {
    UserPoolName: _name,
    AliasAttributes: _aliases,
    UsernameAttributes: _usernames,
    UsernameConfiguration: _configuration,
    Schema: _schema,
    ...settings
  } = pool;
  return settings;
};
