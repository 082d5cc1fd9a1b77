import * as core from "@pulumi/kubernetes/core/v1";
import * as helm from "@pulumi/kubernetes/helm/v4";
import * as pulumi from "@pulumi/pulumi";
import { chartLocation } from "../charts/chartSource";
import { Conflicts, createUpsertProvider } from "../kubernetes/upsertProvider";
import { validated } from "../validation/validated";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";
import { retainCrds } from "./retainCrds";
import { checkEmqxOperator } from "./validate";
import { OPERATOR_CHART, operatorValues } from "./values";

/** The EMQX operator, line 2.2, installed from its Helm chart. Removing it leaves its CRDs and the EMQX clusters. */
export class EmqxOperator extends pulumi.ComponentResource {
    /** Namespace of the operator. */
    public readonly namespace: pulumi.Output<string>;

    constructor(name: string, args: EmqxOperatorArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        args = validated("EmqxOperator", name, args, checkEmqxOperator);
        super("emqx-ack:index:EmqxOperator", name, {}, opts);

        const namespace = args.namespace ?? "emqx-operator-system";
        const created = new core.Namespace(
            `${name}-namespace`,
            { metadata: { name: namespace } },
            { parent: this, dependsOn: opts?.dependsOn },
        );
        // Its CRDs may exist already, of another version even, since they are kept when the operator is removed.
        const provider = createUpsertProvider(name, args, Conflicts.Overrule, this);
        new helm.Chart(
            `${name}-chart`,
            {
                name: "emqx-operator",
                namespace,
                ...chartLocation(args.source, OPERATOR_CHART),
                values: operatorValues(args),
            },
            { parent: this, dependsOn: created, transforms: [retainCrds], ...(provider ? { provider } : {}) },
        );

        this.namespace = pulumi.output(namespace);
        this.registerOutputs({ namespace: this.namespace });
    }
}
