import { createHmac } from "node:crypto";
import type { Cognito } from "../context.ts";
import { invalidParameter, notAuthorized, userNotFound, wrongPassword } from "../errors.ts";
import { poolNameOf } from "../pools/user-pool.ts";
import { seal, unseal } from "../tokens/sealed.ts";
import { preAuthentication } from "../triggers/user-triggers.ts";
import { findUser } from "../users/find-user.ts";
import { identityOf } from "../users/passwords.ts";
import type { PasswordVerifier } from "../users/user.ts";
import { hidesUsers } from "./app-caller.ts";
import { type Challenge, sessionLifetimeMs } from "./new-password.ts";
import { checkMaySignIn, noteFailure, type SignIn, type SignInAnswer, signedInBy } from "./sign-in.ts";
import { claimMatches, createServerHalf, createVerifier, isPublicValue, type ServerHalf } from "./srp.ts";

const purpose = "PASSWORD_VERIFIER";

/** Inside the secret block, which only this cloud can read. */
interface ExchangeState {
  readonly username: string;
  readonly clientId: string;
  readonly clientPublic: string;
  readonly server: ServerHalf;
  readonly expiresAt: number;
}

/** The same for the same name every time, as a real user's salt is, so that nobody can tell them apart. */
const inventedVerifier = ({ keys }: Cognito, poolId: string, username: string): PasswordVerifier => {
  const derive = (use: string) =>
    createHmac("sha256", keys.sealingKey).update(`${use}/${poolId}/${username}`).digest();
  const identity = { poolName: poolNameOf(poolId), username };
  return createVerifier(identity, derive("password").toString("hex"), derive("salt").subarray(0, 16));
};

/** `USER_SRP_AUTH`, first step: the client's public value for ours. */
export const startSrp = async (
  cognito: Cognito,
  signIn: SignIn,
  parameters: Readonly<Record<string, string>>,
): Promise<Challenge> => {
  const { USERNAME: username, SRP_A: clientPublic } = parameters;
  if (!username) throw invalidParameter("Missing required parameter USERNAME");
  if (!clientPublic) throw invalidParameter("Missing required parameter SRP_A");
  if (!isPublicValue(clientPublic)) throw invalidParameter("SRP_A is no public value");
  const { pool, client, clientMetadata } = signIn;
  const user = findUser(cognito, pool, username);
  if (!user && !hidesUsers(client)) throw userNotFound();
  if (user) {
    checkMaySignIn(cognito, user);
    await preAuthentication(cognito, { pool, clientId: client.id, clientMetadata }, user);
  }
  const stored = user?.password ?? inventedVerifier(cognito, pool.id, username);
  const server = createServerHalf(stored);
  const srpName = user?.username ?? username;
  const state: ExchangeState = {
    username: srpName,
    clientId: client.id,
    clientPublic,
    server,
    expiresAt: cognito.now() + sessionLifetimeMs(client),
  };
  return {
    ChallengeName: purpose,
    ChallengeParameters: {
      SALT: stored.salt,
      SECRET_BLOCK: seal(cognito.keys, purpose, state),
      SRP_B: server.publicValue,
      USERNAME: srpName,
      USER_ID_FOR_SRP: srpName,
    },
  };
};

/** `PASSWORD_VERIFIER`, second step: the client's proof. */
export const answerSrp = async (
  cognito: Cognito,
  signIn: SignIn,
  responses: Readonly<Record<string, string>>,
): Promise<SignInAnswer> => {
  const {
    PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
    PASSWORD_CLAIM_SIGNATURE: signature,
    TIMESTAMP: timestamp,
  } = responses;
  if (!secretBlock) throw invalidParameter("Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK");
  if (!signature) throw invalidParameter("Missing required parameter PASSWORD_CLAIM_SIGNATURE");
  if (!timestamp) throw invalidParameter("Missing required parameter TIMESTAMP");
  const state = unseal<ExchangeState>(cognito.keys, purpose, secretBlock);
  if (!state || state.clientId !== signIn.client.id || state.expiresAt <= cognito.now())
    throw notAuthorized("Invalid session for the user.");
  const user = cognito.store.users.find(signIn.pool.id, state.username);
  if (!user?.password) throw wrongPassword();
  checkMaySignIn(cognito, user);
  const exchange = {
    identity: identityOf(user),
    stored: user.password,
    clientPublic: state.clientPublic,
    server: state.server,
  };
  if (!claimMatches(exchange, { secretBlock, timestamp, signature })) {
    noteFailure(cognito, signIn, user);
    throw wrongPassword();
  }
  return signedInBy(cognito, signIn, user);
};
