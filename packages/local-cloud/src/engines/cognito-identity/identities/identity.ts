/** Somebody whom a pool knows: a guest, or who has logged in with one of its providers. */
export interface Identity {
  /** `<region>:<uuid>`; what policies know as `${cognito-identity.amazonaws.com:sub}`. */
  readonly id: string;
  readonly poolId: string;
  /** Merged into another one: it can be nobody any more. */
  readonly disabled: boolean;
  /** Names of the providers that it has logged in with. */
  readonly providers: readonly string[];
  /** Milliseconds, as `modifiedAt`. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** A user of a provider, as identities remember them. */
export interface LoginKey {
  readonly provider: string;
  /** `sub` of the provider's tokens. */
  readonly subject: string;
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityDescription.html */
export const identityView = ({ id, providers, createdAt, modifiedAt }: Identity): object => ({
  IdentityId: id,
  Logins: providers,
  CreationDate: createdAt / 1_000,
  LastModifiedDate: modifiedAt / 1_000,
});
