/** A user pool and its settings, as `DescribeUserPool` shows them. */

export interface PasswordPolicy {
  readonly MinimumLength: number;
  readonly RequireUppercase: boolean;
  readonly RequireLowercase: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  readonly TemporaryPasswordValidityDays: number;
}

export interface SchemaAttribute {
  readonly Name: string;
  readonly AttributeDataType: "String" | "Number" | "DateTime" | "Boolean";
  readonly DeveloperOnlyAttribute: boolean;
  readonly Mutable: boolean;
  readonly Required: boolean;
  readonly StringAttributeConstraints?: { readonly MinLength?: string; readonly MaxLength?: string };
  readonly NumberAttributeConstraints?: { readonly MinValue?: string; readonly MaxValue?: string };
}

/** Functions by the name of the trigger that they serve. */
export type LambdaConfig = Readonly<Partial<Record<TriggerName, string>>> & {
  readonly PreTokenGenerationConfig?: { readonly LambdaVersion: string; readonly LambdaArn: string };
};

export type TriggerName =
  | "PreSignUp"
  | "PostConfirmation"
  | "PreAuthentication"
  | "PostAuthentication"
  | "CustomMessage"
  | "PreTokenGeneration";

export type VerifiableAttribute = "email" | "phone_number";

export interface PoolSettings {
  readonly Name: string;
  readonly Policies: { readonly PasswordPolicy: PasswordPolicy };
  readonly LambdaConfig: LambdaConfig;
  readonly SchemaAttributes: readonly SchemaAttribute[];
  readonly AutoVerifiedAttributes: readonly string[];
  /** Users sign in by these, and their username is made up. Fixed at creation. */
  readonly UsernameAttributes: readonly string[];
  /** Users have a username and may sign in by these too. Fixed at creation. */
  readonly AliasAttributes: readonly string[];
  readonly UsernameConfiguration: { readonly CaseSensitive: boolean };
  readonly VerificationMessageTemplate: {
    readonly DefaultEmailOption: "CONFIRM_WITH_CODE";
    readonly EmailMessage?: string;
    readonly EmailSubject?: string;
  };
  readonly UserAttributeUpdateSettings: {
    readonly AttributesRequireVerificationBeforeUpdate: readonly string[];
  };
  readonly AdminCreateUserConfig: {
    readonly AllowAdminCreateUserOnly: boolean;
    readonly UnusedAccountValidityDays: number;
    readonly InviteMessageTemplate?: { readonly EmailMessage?: string; readonly EmailSubject?: string };
  };
  readonly AccountRecoverySetting?: {
    readonly RecoveryMechanisms: readonly { readonly Priority: number; readonly Name: string }[];
  };
  readonly EmailConfiguration: Readonly<Record<string, string>>;
  readonly DeletionProtection: "ACTIVE" | "INACTIVE";
  readonly MfaConfiguration: "OFF";
  readonly UserPoolTier: string;
  readonly UserPoolTags: Readonly<Record<string, string>>;
}

export interface UserPool {
  readonly id: string;
  readonly settings: PoolSettings;
  /** Milliseconds, as are all times of the store. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The part after the region: password verifiers are bound to it. */
export const poolNameOf = (poolId: string): string => poolId.slice(poolId.indexOf("_") + 1);

/** Whether users sign in by this attribute instead of a username. */
export const signsInBy = ({ settings }: UserPool, attribute: VerifiableAttribute): boolean =>
  settings.UsernameAttributes.includes(attribute);
