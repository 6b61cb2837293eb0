/**
 * The tables of posts-table.yml and subscribers-table.yml; global ones where `replicaRegions` names regions:
 * `--param="replicaRegions=eu-west-1,ap-southeast-2"`. Then the same keys, streams and settings hold in every region.
 *
 * Made here and not by a condition in the template: a condition would need each table twice, under two logical ids, and
 * an `!If` wherever one is referred to. The local cloud has one region, and refuses global tables.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
const files = ["posts-table", "subscribers-table"];

/** What a global table says of each replica, and not of itself. */
const ofReplicas = ["DeletionProtectionEnabled", "PointInTimeRecoverySpecification"];

const asGlobalTable = ({ Properties, ...table }, regions) => {
  const entries = Object.entries(Properties);
  const settings = Object.fromEntries(entries.filter(([name]) => ofReplicas.includes(name)));
  return {
    ...table,
    Type: "AWS::DynamoDB::GlobalTable",
    Properties: {
      ...Object.fromEntries(entries.filter(([name]) => !ofReplicas.includes(name))),
      Replicas: regions.map((Region) => ({ Region, ...settings })),
    },
  };
};

/** Called by the framework: https://www.serverless.com/framework/docs/providers/aws/guide/variables#exporting-a-function */
module.exports = async ({ resolveVariable }) => {
  const list = String(await resolveVariable("param:replicaRegions, ''"));
  const replicas = list.split(",").flatMap((region) => region.trim() || []);
  const regions = [...new Set([await resolveVariable("self:provider.region"), ...replicas])];
  const resources = {};
  for (const file of files) {
    const { Resources } = await resolveVariable(`file(resources/${file}.yml)`);
    for (const [id, table] of Object.entries(Resources))
      resources[id] = replicas.length > 0 ? asGlobalTable(table, regions) : table;
  }
  return { Resources: resources };
};
