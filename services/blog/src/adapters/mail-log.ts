import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";
import type { MailLog } from "../domain/mail.ts";

export interface MailLogOptions {
  readonly tableName?: string;
  readonly client?: DynamoDBClient;
}

/**
 * How long a sign of SES may take until we believe that it never took the mail. Counted from when somebody asks, and
 * not from the attempt: whoever reads those signs may have been down as long as whoever sends. And longer than the
 * visibility timeout of the queue of signs (36 s): one that was being read then is not seen again before.
 */
const unsureMilliseconds = 48_000;

/** As long as anything that leads to a mail may come again: see `keptSeconds` of lambda-kit's consumers. */
const keptSeconds = 30 * 24 * 60 * 60;

/** The log in the table of idempotency keys. A mail is `sending`, then `unsure`, `refused` or `sent`. */
export const mailLog = ({
  tableName: TableName = setting("IDEMPOTENCY_TABLE"),
  client = dynamoDb(),
}: MailLogOptions = {}): MailLog => {
  /** @returns what was there instead, or `undefined` when the state was set */
  const set = async (
    id: string,
    state: string,
    now: Date,
    condition?: { readonly expression: string; readonly values: Record<string, unknown> },
  ): Promise<Record<string, unknown> | undefined> => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall({ id: `mail/${id}` }),
          UpdateExpression: "SET #state = :state, #at = :at, expiresAt = :expiresAt",
          ExpressionAttributeNames: { "#state": "state", "#at": "at" },
          ExpressionAttributeValues: marshall({
            ":state": state,
            ":at": now.getTime(),
            ":expiresAt": Math.floor(now.getTime() / 1_000) + keptSeconds,
            ...condition?.values,
          }),
          ...(condition && {
            ConditionExpression: condition.expression,
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item ? unmarshall(error.Item) : {};
    }
  };

  return {
    async begin(id, now) {
      const stored = await set(id, "sending", now, {
        expression: "attribute_not_exists(id) OR #state = :refused OR (#state = :unsure AND #at <= :longAgo)",
        values: {
          ":refused": "refused",
          ":unsure": "unsure",
          ":longAgo": now.getTime() - unsureMilliseconds,
        },
      });
      if (!stored) return "begun";
      if (stored.state === "sent") return "sent";
      if (stored.state === "sending")
        await set(id, "unsure", now, { expression: "#state = :sending", values: { ":sending": "sending" } });
      return "unsure";
    },

    async sent(id) {
      await set(id, "sent", new Date());
    },

    async refused(id) {
      // A sign that an earlier attempt went out counts for more.
      await set(id, "refused", new Date(), { expression: "#state <> :sent", values: { ":sent": "sent" } });
    },
  };
};
