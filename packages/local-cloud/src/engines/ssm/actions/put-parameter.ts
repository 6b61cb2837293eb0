import { AwsError } from "../../../gateway/errors.ts";
import { principalName } from "../../../iam/principal.ts";
import { nameIn, ssmAction } from "../action.ts";
import { parameterArn } from "../names.ts";
import { mostVersions, type Parameter, type ParameterVersion, versionsOf } from "../parameter.ts";
import { putParameterInput } from "../put-parameter-input.ts";

const parameterExists = () =>
  new AwsError(
    "ParameterAlreadyExists",
    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
  );

const next = (existing: Parameter | undefined): Pick<Parameter, "earlier"> & { number: number } => ({
  number: (existing?.latest.version ?? 0) + 1,
  earlier: existing ? versionsOf(existing).slice(1 - mostVersions) : [],
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter = ssmAction("PutParameter", {
  parameters: (read) => [nameIn(read)],
  conditions: (read) => ({ "ssm:Overwrite": String(read.optionalBoolean("Overwrite") ?? false) }),
  handle: (read, { store, region, accountId, now }, { principal }) => {
    const existing = store.get(nameIn(read));
    const input = putParameterInput(read, existing);
    if (existing && !input.overwrite) throw parameterExists();
    const { number, earlier } = next(existing);
    const description = input.description ?? existing?.latest.description;
    const version: ParameterVersion = {
      version: number,
      value: input.value,
      type: input.type,
      tier: input.tier,
      ...(description === undefined ? {} : { description }),
      ...(input.allowedPattern === undefined ? {} : { allowedPattern: input.allowedPattern }),
      modifiedAt: now().getTime() / 1_000,
      modifiedBy: principalName(principal),
    };
    store.put(input.name, {
      name: input.name,
      arn: parameterArn(region, accountId, input.name),
      latest: version,
      earlier,
      tags: existing?.tags ?? input.tags,
    });
    return { Version: version.version, Tier: version.tier };
  },
});
