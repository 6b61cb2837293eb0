import { ssmAction } from "../action.ts";
import { parameterFilterIn } from "../filters.ts";
import { pageOf } from "../page.ts";
import { wireMetadata } from "../parameter.ts";

const largestPage = 50;

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const describeParameters = ssmAction("DescribeParameters", {
  handle: (read, { store }) => {
    read.refuse(["Filters"], "use ParameterFilters.");
    read.refuse(["Shared"], "there is one account.");
    const passes = parameterFilterIn(read, ["Name", "Path", "Type", "Tier", "DataType"]);
    const { items, NextToken } = pageOf(read, store.list().filter(passes), largestPage);
    return { Parameters: items.map(wireMetadata), NextToken };
  },
});
