import { readFileSync } from "node:fs";
import path from "node:path";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { configOf } from "@skein/local-cloud/config";
import type { AwsAccess } from "../command/aws-access.ts";
import { CommandFailure } from "../command/run-command.ts";
import type { SiteNames } from "./site-place.ts";

type Found = Readonly<Record<string, string | undefined>>;

/** @returns `undefined` when there is no bucket */
export const siteNamesIn = ({ SiteBucketName, SiteDistributionId }: Found): SiteNames | undefined =>
  SiteBucketName === undefined ? undefined : { bucket: SiteBucketName, distributionId: SiteDistributionId };

const localNames = (root: string): SiteNames => {
  const file = path.join(configOf(root).stateDir, "outputs.json");
  const { blog = {} } = JSON.parse(readFileSync(file, "utf8")) as { readonly blog?: Found };
  const names = siteNamesIn(blog);
  if (!names) throw new CommandFailure("blog is not running here, so there is no site: npm start -- blog");
  return names;
};

const namesOfStage = async ({ clientConfig }: AwsAccess, stage: string): Promise<SiteNames> => {
  const prefix = `/skein/${stage}/blog/`;
  const ssm = new SSMClient(clientConfig());
  try {
    const { Parameters = [] } = await ssm.send(
      new GetParametersCommand({ Names: [`${prefix}SiteBucketName`, `${prefix}SiteDistributionId`] }),
    );
    const names = siteNamesIn(
      Object.fromEntries(Parameters.map(({ Name = "", Value }) => [Name.slice(prefix.length), Value])),
    );
    if (!names)
      throw new CommandFailure(
        `stage "${stage}" has no site here: SSM has no parameter ${prefix}SiteBucketName. Deploy blog first, or name another stage: --stage`,
      );
    return names;
  } finally {
    ssm.destroy();
  }
};

/**
 * Finds the bucket and the distribution of the site: on the laptop where `npm start` wrote them, elsewhere in the
 * parameters that the stack of blog leaves for whoever looks for it.
 *
 * @throws {CommandFailure} when there is none
 */
export const findSiteNames = async (root: string, access: AwsAccess, stage: string): Promise<SiteNames> =>
  access.kind === "local" ? localNames(root) : namesOfStage(access, stage);
