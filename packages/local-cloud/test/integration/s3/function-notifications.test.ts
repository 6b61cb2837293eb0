import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import { type Event, S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createS3Engine } from "../../../src/engines/s3/s3-engine.ts";
import { eventually } from "../../support/eventually.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

let cloud: LambdaCloud;
let s3: S3;
const Bucket = "uploads";
const Events: Event[] = ["s3:ObjectCreated:*"];

beforeAll(async () => {
  cloud = await startLambdaCloud({ beside: (context) => [createS3Engine(context)] });
  s3 = new S3(cloud.client);
  await s3.createBucket({ Bucket });
});
afterAll(() => cloud.close());

const notify = (LambdaFunctionArn: string) =>
  s3.putBucketNotificationConfiguration({
    Bucket,
    NotificationConfiguration: { LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events }] },
  });

// https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
it("a function is told of uploads, once its policy lets the bucket call it", async () => {
  const events: {
    readonly Records: readonly { readonly s3: { readonly object: { readonly key: string } } }[];
  }[] = [];
  const arn = await cloud.addFunction("thumbnails", (event) => void events.push(event));
  // Whether a function exists is nobody's to learn.
  for (const refused of [arn, `${arn}-never`])
    await expect(notify(refused)).rejects.toMatchObject({
      name: "InvalidArgument",
      ArgumentName1: `${refused}, null`,
      ArgumentValue1: `Not authorized to invoke function [${refused}]`,
    });
  await cloud.lambda.send(
    new AddPermissionCommand({
      FunctionName: "thumbnails",
      StatementId: "s3",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: `arn:aws:s3:::${Bucket}`,
      SourceAccount: "000000000000",
    }),
  );
  await notify(arn);
  await s3.putObject({ Bucket, Key: "a b.jpg", Body: "x" });
  await eventually(() => expect(events).toHaveLength(1));
  expect(events[0]?.Records[0]).toMatchObject({
    eventName: "ObjectCreated:Put",
    s3: { object: { key: "a+b.jpg" } },
  });
});
