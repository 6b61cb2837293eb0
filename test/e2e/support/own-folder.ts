/** A person's own folder in S3, with credentials of that person, as an application on their machine has them. */
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import { S3 } from "@aws-sdk/client-s3";
import type { Person } from "./person.ts";
import type { Outputs } from "./skein.ts";

export interface Storage {
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly identityPoolId: string;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface OwnFolder extends Storage {
  readonly keys: Keys;
  readonly s3: S3;
  /** The person, by the id that the folder is named after. */
  readonly userId: string;
  close(): void;
}

/** @param token an ID token, if all is well @throws {NotAuthorizedException} */
export const credentialsFor = async (outputs: Outputs, token: string): Promise<Keys> => {
  const identity = new CognitoIdentityClient({
    endpoint: outputs.cloud.Endpoint,
    region: outputs.cloud.Region,
    // Nobody has keys before this: the calls are unsigned.
    signer: { sign: async (request) => request },
  });
  const provider = `cognito-idp.${outputs.cloud.Region}.amazonaws.com/${outputs.users.UserPoolId}`;
  const Logins = { [provider]: token };
  try {
    const { IdentityId } = await identity.send(
      new GetIdCommand({ IdentityPoolId: outputs.users.IdentityPoolId, Logins }),
    );
    const { Credentials } = await identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
    const { AccessKeyId = "", SecretKey = "", SessionToken = "" } = Credentials ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  } finally {
    identity.destroy();
  }
};

export const storageOf = async (outputs: Outputs, person: Person): Promise<Storage> => {
  const { status, body } = await person.call<Storage & Record<string, unknown>>(
    "GET",
    `${outputs.todos.ApiUrl}/storage`,
  );
  if (status !== 200) throw new Error(`GET /storage answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

export const ownFolder = async (outputs: Outputs, person: Person): Promise<OwnFolder> => {
  const storage = await storageOf(outputs, person);
  const keys = await credentialsFor(outputs, person.idToken);
  const s3 = new S3({ endpoint: outputs.cloud.Endpoint, region: storage.region, credentials: keys });
  return { ...storage, keys, s3, userId: storage.prefix.slice(0, -1), close: () => s3.destroy() };
};
