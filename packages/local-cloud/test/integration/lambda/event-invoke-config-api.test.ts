import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

const FunctionName = "eventful";
const destination = "arn:aws:sqs:us-east-1:000000000000:failed";
const failuresTo = (Destination: string) => ({ DestinationConfig: { OnFailure: { Destination } } });

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud();
  await cloud.addFunction(FunctionName);
});
afterAll(() => cloud.close());

const put = (input: object) =>
  cloud.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...input }));
const get = () => cloud.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));

describe("how asynchronous events are handled", () => {
  it("is replaced as a whole, changed in part, and put back to the defaults", async () => {
    await put({ MaximumRetryAttempts: 0, ...failuresTo(destination) });
    const replaced = await put({ MaximumEventAgeInSeconds: 60 });
    expect(replaced.MaximumRetryAttempts).toBeUndefined();
    await cloud.lambda.send(
      new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 }),
    );
    expect(await get()).toMatchObject({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 1 });
    await cloud.lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName }));
    await expect(get()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it.each([
    ["three retries", { MaximumRetryAttempts: 3 }, /'maximumRetryAttempts'/],
    ["an age below a minute", { MaximumEventAgeInSeconds: 59 }, /'maximumEventAgeInSeconds'/],
    ["an age above six hours", { MaximumEventAgeInSeconds: 21_601 }, /'maximumEventAgeInSeconds'/],
    ["a bucket, by name", failuresTo("arn:aws:s3:::failed"), /does not support s3 as a destination/],
    [
      "an event bus, by name",
      failuresTo("arn:aws:events:us-east-1:000000000000:event-bus/default"),
      /does not support events as a destination/,
    ],
    ["a FIFO queue", failuresTo(`${destination}.fifo`), /FIFO queues and topics cannot be destinations/],
    [
      "a FIFO topic",
      failuresTo("arn:aws:sns:us-east-1:000000000000:failed.fifo"),
      /FIFO queues and topics cannot be destinations/,
    ],
    ["another version", { Qualifier: "1" }, /Function not found/],
  ])("is refused with %s", async (_what, input, message) => {
    await expect(put(input)).rejects.toThrow(message);
  });
});
