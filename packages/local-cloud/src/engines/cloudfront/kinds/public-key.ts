import { createPublicKey, type KeyObject } from "node:crypto";
import { AwsError } from "../../../gateway/errors.ts";
import { element } from "../../../gateway/protocols/xml.ts";
import { text, timestamp } from "../../../gateway/protocols/xml-shape.ts";
import { conflict, invalidArgument } from "../errors.ts";
import { shortId } from "../stored.ts";
import { type PublicKeyConfig, publicKeyConfig } from "../wire/access.ts";
import type { Kind } from "./kind.ts";

const readKey = (encoded: string): KeyObject | undefined => {
  try {
    return createPublicKey(encoded);
  } catch {
    return undefined;
  }
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html */
const checkKey = (encoded: string): void => {
  const key = encoded.includes("BEGIN PUBLIC KEY") ? readKey(encoded) : undefined;
  const details = key?.asymmetricKeyDetails;
  const rsa = key?.asymmetricKeyType === "rsa" && details?.modulusLength === 2048;
  const ecdsa = key?.asymmetricKeyType === "ec" && details?.namedCurve === "prime256v1";
  if (!rsa && !ecdsa)
    throw invalidArgument("EncodedKey must be a public key in PEM: RSA of 2048 bits, or ECDSA on P-256.");
};

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_PublicKey.html */
export const publicKey: Kind<PublicKeyConfig> = {
  name: "PublicKey",
  plural: "PublicKeys",
  path: "public-key",
  hasArn: false,
  updatePath: "/config",
  shape: publicKeyConfig,
  errors: { absent: "NoSuchPublicKey", exists: "PublicKeyAlreadyExists" },
  store: ({ stores }) => stores.publicKeys,
  newId: () => shortId("K"),
  identityOf: ({ Name }) => Name,
  check: ({ EncodedKey }) => checkKey(EncodedKey),
  checkChange: (before, after) => {
    if (before.EncodedKey !== after.EncodedKey || before.Name !== after.Name)
      throw new AwsError("CannotChangeImmutablePublicKeyFields", "Only the comment of a key can be changed.");
  },
  checkRemoval: ({ id }, { stores }) => {
    const groups = stores.keyGroups.list().filter(({ config }) => config.Items.includes(id));
    if (groups.length > 0)
      throw conflict(
        "PublicKeyInUse",
        `It is in the key groups ${groups.map((group) => group.id).join(", ")}.`,
      );
  },
  write: ({ id, createdAt, config }) =>
    element("Id", id) +
    element("CreatedTime", timestamp.write(new Date(createdAt))) +
    element("PublicKeyConfig", publicKeyConfig.write(config)),
  summarise: ({ id, createdAt, config }) =>
    element("Id", id) +
    element("Name", text.write(config.Name)) +
    element("CreatedTime", timestamp.write(new Date(createdAt))) +
    element("EncodedKey", text.write(config.EncodedKey)) +
    element("Comment", text.write(config.Comment ?? "")),
};
