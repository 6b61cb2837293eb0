import { randomInt } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { openDocumentStore } from "../../state/document-store.ts";
import { markedForDeletion, secretNotFound } from "./errors.ts";
import type { Secret } from "./secret.ts";

export interface SecretStore {
  /** By name, ARN, or ARN without its six random characters; also secrets that wait for their end. */
  find(secretId: string): Secret | undefined;
  /** @throws {AwsError} when there is none, or it is marked for deletion */
  read(secretId: string): Secret;
  list(): readonly Secret[];
  put(secret: Secret): void;
  delete(secret: Secret): void;
  newArn(name: string): string;
  /** ARN to ask IAM about, whether the secret exists or not. */
  arnOf(secretId: string): string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const suffix = (): string =>
  Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length))).join("");

export const openSecretStore = (
  database: DatabaseSync,
  { region, accountId, now }: { region: string; accountId: string; now: () => Date },
): SecretStore => {
  const documents = openDocumentStore<Secret>(database, "secrets");
  const prefix = `arn:aws:secretsmanager:${region}:${accountId}:secret:`;

  const alive = (secret: Secret | undefined): Secret | undefined => {
    if (secret?.purgeAt === undefined || secret.purgeAt * 1_000 > now().getTime()) return secret;
    documents.delete(secret.name);
    return undefined;
  };

  const named = (secretId: string): Secret | undefined => {
    if (!secretId.startsWith(prefix)) return documents.get(secretId);
    const text = secretId.slice(prefix.length);
    const whole = documents.get(text.replace(/-[A-Za-z0-9]{6}$/, ""));
    return whole?.arn === secretId ? whole : documents.get(text);
  };

  const find = (secretId: string) => alive(named(secretId));

  return {
    find,
    read: (secretId) => {
      const secret = find(secretId);
      if (!secret) throw secretNotFound();
      if (secret.deletedAt !== undefined) throw markedForDeletion();
      return secret;
    },
    list: () => documents.list().flatMap((secret) => alive(secret) ?? []),
    put: (secret) => documents.put(secret.name, secret),
    delete: (secret) => {
      documents.delete(secret.name);
    },
    newArn: (name) => `${prefix}${name}-${suffix()}`,
    arnOf: (secretId) =>
      find(secretId)?.arn ?? (secretId.startsWith("arn:") ? secretId : `${prefix}${secretId}`),
  };
};
