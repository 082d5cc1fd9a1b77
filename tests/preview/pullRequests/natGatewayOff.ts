import { type PullRequest, small, stackChanges } from "./pullRequest";

const { existingCluster: _given, ...rest } = small;
const withNat = (natGateway: boolean) => ({
    ...rest,
    imageRegistry: "registry-vpc.cn-hangzhou.aliyuncs.com/mqtt",
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"], natGateway },
});

/** The way to the internet goes; images come from a registry inside. */
export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "newCluster.natGateway true to false",
        "The way from the VPC to the internet goes",
        "Clients inside the VPC do not notice.",
    ],
    changes: () => stackChanges(withNat(true), withNat(false)),
};
