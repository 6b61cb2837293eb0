import type { PolicyDocument, PolicyStatement } from "../../../iam/policy.ts";
import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameterValue, missingParameter, overLimit } from "../errors.ts";
import { grantableActions, statementsOf } from "../queues/queue-policy.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Label?: string;
  readonly AWSAccountIds?: readonly string[];
  readonly Actions?: readonly string[];
}

const maximumActions = 7;

const oneOrMany = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? (values[0] ?? "") : values;

const requireValid = ({ Label, AWSAccountIds, Actions }: Input) => {
  if (!Label) throw missingParameter("Label");
  if (!/^[\w-]{1,80}$/.test(Label))
    throw invalidParameterValue(
      Label,
      "Label",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
  if (!AWSAccountIds?.length) throw missingParameter("AWSAccountId");
  if (!Actions?.length) throw missingParameter("ActionName");
  if (Actions.length > maximumActions)
    throw overLimit(`${Actions.length} Actions were found, maximum allowed is ${maximumActions}.`);
  for (const action of Actions)
    if (!grantableActions.has(action))
      throw invalidParameterValue(
        `SQS:${action}`,
        "ActionName",
        "Please refer to the appropriate WSDL for a list of valid actions. ",
      );
  return { label: Label, accountIds: AWSAccountIds, actions: Actions };
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export const addPermission = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:AddPermission", (queue, input) => {
    const { label, accountIds, actions } = requireValid(input);
    const statements = statementsOf(queue);
    if (statements.some(({ Sid }) => Sid === label))
      throw invalidParameterValue(label, "Label", "Already exists.");
    const statement: PolicyStatement = {
      Sid: label,
      Effect: "Allow",
      Principal: { AWS: oneOrMany(accountIds.map((id) => (id === "*" ? "*" : `arn:aws:iam::${id}:root`))) },
      Action: oneOrMany(actions.map((action) => `SQS:${action}`)),
      Resource: queue.arn,
    };
    const policy: PolicyDocument = {
      Version: "2008-10-17",
      Id: `${queue.arn}/SQSDefaultPolicy`,
      Statement: [...statements, statement],
    };
    context.queues.update(queue, {
      attributes: { ...queue.attributes, Policy: JSON.stringify(policy) },
      modifiedAt: context.clock(),
    });
    return {};
  });
