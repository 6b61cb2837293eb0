/** An app client, as `DescribeUserPoolClient` shows it. */

export type TimeUnit = "seconds" | "minutes" | "hours" | "days";

export interface ClientSettings {
  readonly ClientName: string;
  readonly ExplicitAuthFlows: readonly string[];
  readonly AccessTokenValidity?: number;
  readonly IdTokenValidity?: number;
  readonly RefreshTokenValidity: number;
  readonly TokenValidityUnits?: {
    readonly AccessToken?: TimeUnit;
    readonly IdToken?: TimeUnit;
    readonly RefreshToken?: TimeUnit;
  };
  /** All attributes when absent. */
  readonly ReadAttributes?: readonly string[];
  readonly WriteAttributes?: readonly string[];
  readonly EnableTokenRevocation: boolean;
  readonly PreventUserExistenceErrors: "LEGACY" | "ENABLED";
  readonly AuthSessionValidity: number;
  readonly EnablePropagateAdditionalUserContextData: boolean;
  readonly SupportedIdentityProviders?: readonly string[];
}

export interface AppClient {
  readonly id: string;
  readonly poolId: string;
  readonly secret: string | undefined;
  readonly settings: ClientSettings;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

const unitSeconds: Readonly<Record<TimeUnit, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
};

const lifetime = (
  value: number | undefined,
  unit: TimeUnit | undefined,
  whenAbsent: TimeUnit,
): number | undefined => (value === undefined ? undefined : value * unitSeconds[unit ?? whenAbsent]);

/**
 * Lifetimes in seconds. Access and ID tokens last an hour and refresh tokens 30 days unless told, see
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export const tokenLifetimes = (settings: ClientSettings) => {
  const { TokenValidityUnits: units = {} } = settings;
  return {
    access: lifetime(settings.AccessTokenValidity, units.AccessToken, "hours") ?? unitSeconds.hours,
    id: lifetime(settings.IdTokenValidity, units.IdToken, "hours") ?? unitSeconds.hours,
    refresh: lifetime(settings.RefreshTokenValidity, units.RefreshToken, "days") ?? 30 * unitSeconds.days,
  };
};
