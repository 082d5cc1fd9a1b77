import * as core from "@pulumi/kubernetes/core/v1";
import * as helm from "@pulumi/kubernetes/helm/v4";
import * as pulumi from "@pulumi/pulumi";
import { chartLocation } from "../charts/chartSource";
import { Conflicts, createUpsertProvider } from "../kubernetes/upsertProvider";
import { validated } from "../validation/validated";
import { carriedOver } from "./carryOver/carriedOver";
import { createCrdRelease } from "./crds/crdRelease";
import { OPERATOR_RELEASE } from "./crds/releaseNames";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";
import { lineOfArgs, saysLine } from "./line";
import { operatorNamespaceOf } from "./namespace";
import { retainCrds } from "./retainCrds";
import { checkEmqxOperator } from "./rules";
import { operatorValues } from "./values";

/** The EMQX operator, installed from its Helm chart. Removing it leaves its CRDs and the EMQX clusters. */
export class EmqxOperator extends pulumi.ComponentResource {
    /** Namespace of the operator. */
    public readonly namespace: pulumi.Output<string>;

    constructor(name: string, args: EmqxOperatorArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        const [line, said] = [lineOfArgs(args), saysLine(args)];
        args = validated("EmqxOperator", name, args, (problems, given) =>
            checkEmqxOperator(problems, given, line),
        );
        super("emqx-ack:index:EmqxOperator", name, {}, opts);

        const namespace = operatorNamespaceOf(args);
        const created = new core.Namespace(
            `${name}-namespace`,
            { metadata: { name: namespace } },
            { parent: this, dependsOn: opts?.dependsOn },
        );
        // It takes over what it finds: an earlier version of this package made the CRDs with it, and its objects must not
        // move to another provider.
        const provider = createUpsertProvider(name, args, Conflicts.Overrule, this);
        const options = { parent: this, ...(provider ? { provider } : {}) };
        const location = chartLocation(args.source, {
            ...line.chart,
            version: args.version ?? line.chart.version,
        });
        // Where nobody knows the credentials of the given provider, nobody can look.
        const clear = provider
            ? carriedOver(this, { line, kubeconfig: args.kubeconfig, namespace, said }, created)
            : [created];
        const crds = createCrdRelease({ name, namespace, location, line }, { ...options, dependsOn: clear });
        new helm.Chart(
            `${name}-chart`,
            {
                name: OPERATOR_RELEASE,
                namespace,
                ...location,
                values: operatorValues(line, args),
                skipCrds: true,
            },
            {
                ...options,
                dependsOn: pulumi.output(clear).apply((all) => [...all, crds]),
                transforms: [retainCrds],
            },
        );

        this.namespace = pulumi.output(namespace);
        this.registerOutputs({ namespace: this.namespace });
    }
}
