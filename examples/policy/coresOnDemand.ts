import type { ResourceValidationPolicy } from "@pulumi/policy";

const CORES = "emqx-ack.io/role=core";

/** Cores hold the database: one that is taken away comes back with a copy of it, two at once lose the quorum. */
export const coresOnDemand: ResourceValidationPolicy = {
    name: "cores-on-demand",
    description: "Node pools of EMQX cores have no spot instances.",
    configSchema: {
        properties: {
            label: {
                type: "string",
                default: CORES,
                description: "Label, as key=value, of the pools whose nodes carry cores.",
            },
        },
    },
    validateResource: ({ type, props, getConfig }, reportViolation) => {
        if (type !== "alicloud:cs/nodePool:NodePool") return;
        const { label = CORES } = getConfig<{ label?: string }>();
        const labels: { key: string; value?: string }[] = props.labels ?? [];
        if (!labels.some(({ key, value = "" }) => `${key}=${value}` === label)) return;
        if ((props.spotStrategy ?? "NoSpot") !== "NoSpot") {
            reportViolation(
                `spotStrategy is "${props.spotStrategy}": the cloud takes nodes of cores back at will; write "NoSpot"`,
            );
        }
        if (props.scalingConfig?.type === "spot") {
            reportViolation(
                'scalingConfig.type is "spot": new nodes of cores can be taken back at will; write "cpu"',
            );
        }
    },
};
