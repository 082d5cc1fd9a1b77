import { matching, type Rule } from "./rules";

/** Ids and names of Alibaba Cloud. What the cloud might still take is left to the cloud. */

export const vswitchId = matching(/^vsw-[a-z0-9]+$/, 'write a vSwitch\'s id, which begins with "vsw-"');

const CLUSTER_ID = 'write the cluster\'s id from the ACK console, e.g. "c1a2b3..."';

/** Beginnings of the ids of other things, among them ACK's node pools. */
const OF_ANOTHER = /^((vpc|vsw|sg|i|lb|nlb|eip|ngw|vtb|rg)-|np[0-9a-f]{32}$)/;

/** ACK's ids are a `c` and 32 hexadecimal digits; only what is no cluster's id at all is told. */
export const clusterId: Rule = (value) => {
    if (typeof value !== "string" || !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(value)) return CLUSTER_ID;
    return OF_ANOTHER.test(value) ? `${CLUSTER_ID}: this is the id of something else` : undefined;
};

/** Source: Alibaba Cloud, "CreateCluster": 1 to 63 characters; Chinese ones are letters, too. */
export const ackClusterName = matching(
    /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}$/u,
    'write at most 63 letters, digits, "-" and "_", beginning with a letter or digit',
);

/** Source: @pulumi/alicloud, cs.NodePool `tags`. */
export const tagKey: Rule = (value) =>
    typeof value === "string" && value.length >= 1 && value.length <= 128 && !RESERVED.test(value)
        ? undefined
        : 'write 1 to 128 characters, not beginning with "aliyun" or "acs:" and without "http://" and "https://"';

export const tagValue: Rule = (value) => {
    if (typeof value !== "string") return "write a text in quotes";
    return value.length <= 256 && !RESERVED.test(value)
        ? undefined
        : 'write at most 256 characters, not beginning with "aliyun" or "acs:" and without "http://" and "https://"';
};

const RESERVED = /^(aliyun|acs:)|https?:\/\//;
