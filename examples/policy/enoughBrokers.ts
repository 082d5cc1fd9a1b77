import type { ResourceValidationPolicy } from "@pulumi/policy";
import { emqxSpec, unsaid } from "./emqxObject";

/** One broker fewer is an everyday event: a node is drained, an image rolled out. */
export const enoughBrokers: ResourceValidationPolicy = {
    name: "enough-brokers",
    description: "EMQX has enough cores and replicants to lose one of each.",
    enforcementLevel: "advisory",
    configSchema: {
        properties: {
            cores: { type: "integer", default: 3, minimum: 1, description: "Fewest cores." },
            replicants: {
                type: "integer",
                default: 2,
                minimum: 0,
                description: "Fewest replicants, where there are any.",
            },
        },
    },
    validateResource: (args, reportViolation) => {
        const spec = emqxSpec(args);
        if (spec === undefined) return;
        const { cores: leastCores = 3, replicants: leastReplicants = 2 } = args.getConfig<{
            cores?: number;
            replicants?: number;
        }>();
        const byDefault = unsaid(args);
        const cores = spec.coreTemplate?.spec?.replicas ?? byDefault.cores;
        const replicants = spec.replicantTemplate
            ? (spec.replicantTemplate.spec?.replicas ?? byDefault.replicants)
            : 0;
        if (cores < leastCores)
            reportViolation(`spec.coreTemplate.spec.replicas is ${cores}; at least ${leastCores}`);
        if (replicants > 0 && replicants < leastReplicants) {
            reportViolation(
                `spec.replicantTemplate.spec.replicas is ${replicants}; at least ${leastReplicants}`,
            );
        }
    },
};
