/** Two people with a folder each, in a Skein of their own. */
import { S3 } from "@aws-sdk/client-s3";
import { type Checkout, makeCheckout } from "./checkout.ts";
import { type OwnFolder, ownFolder } from "./own-folder.ts";
import { newPerson, type Person } from "./person.ts";
import { clientConfig } from "./queue.ts";
import { freePortBase, npmStart, type Outputs, readOutputs } from "./skein.ts";

export interface Neighbours {
  readonly checkout: Checkout;
  readonly outputs: Outputs;
  readonly ada: Person;
  readonly bob: Person;
  readonly adas: OwnFolder;
  readonly bobs: OwnFolder;
  /** Sees everything. */
  readonly operator: S3;
  stop(): Promise<void>;
}

export const startNeighbours = async (): Promise<Neighbours> => {
  const checkout = makeCheckout();
  const skein = await npmStart(checkout.root, await freePortBase());
  const outputs = readOutputs(checkout.root);
  const operator = new S3(clientConfig(outputs));
  const ada = await newPerson(outputs);
  const bob = await newPerson(outputs);
  const adas = await ownFolder(outputs, ada);
  const bobs = await ownFolder(outputs, bob);
  return {
    checkout,
    outputs,
    ada,
    bob,
    adas,
    bobs,
    operator,
    stop: async () => {
      for (const s3 of [adas.s3, bobs.s3, operator]) s3.destroy();
      await skein.interrupt();
      checkout.remove();
    },
  };
};

export const keysUnder = async (s3: S3, Bucket: string, Prefix: string): Promise<string[]> =>
  ((await s3.listObjectsV2({ Bucket, Prefix })).Contents ?? []).map(({ Key = "" }) => Key);

export const contentOf = async (s3: S3, Bucket: string, Key: string): Promise<Buffer> =>
  Buffer.from((await (await s3.getObject({ Bucket, Key })).Body?.transformToByteArray()) ?? []);
