import * as pulumi from "@pulumi/pulumi";
import type { EmqxClusterArgs } from "../../../../../provider/emqx/args/emqxClusterArgs";
import { apiVersionOf } from "../../../../../provider/emqx/lines/line/line";
import type { Budget } from "../../../../../provider/emqx/lines/line/object";
import { revisionOf } from "../../../../../provider/emqx/lines/line/revision";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { emqxObject as objectOf } from "../../../../../provider/emqx/plan/object";
import { planEmqx } from "../../../../../provider/emqx/plan/plan";
import { evacuationDefaults, rollingUpdateOf } from "../../../../../provider/emqx/plan/work";
import { Problems } from "../../../../../provider/validation/problems";
import { resolved } from "../../../../support/resolved";

/** What line 3.0 makes of arguments, without an engine. */
export async function writtenObject(
    args: EmqxClusterArgs,
): Promise<{ object: any; budgets: readonly Budget[] }> {
    const { pace } = v3beta1;
    const given = planEmqx(args, new Problems());
    const plan = {
        ...given,
        line: v3beta1,
        evacuation: { ...evacuationDefaults(pace), type: given.evacuation.type, ...args.evacuation },
        rollingUpdate: rollingUpdateOf(args.rollingUpdate, pace),
    };
    const written = v3beta1.write(objectOf(plan, args, "revision"));
    const object = await resolved({
        apiVersion: apiVersionOf(v3beta1),
        kind: "EMQX",
        metadata: { name: plan.instance, namespace: "emqx", annotations: written.annotations },
        spec: written.spec({
            core: pulumi.output(written.pods.core).apply(revisionOf),
            replicant: pulumi.output(written.pods.replicant).apply(revisionOf),
        }),
    });
    return { object, budgets: written.budgets };
}

export async function emqxObject(args: EmqxClusterArgs): Promise<any> {
    return (await writtenObject(args)).object;
}
