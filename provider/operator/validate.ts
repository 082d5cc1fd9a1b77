import { checkChartSource } from "../charts/chartSource";
import { checkTolerations } from "../scheduling/toleration";
import { checkBoolean, checkDnsLabel, checkKeys, checkText, checkWhole, isPlain } from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";
import { checkShape } from "../validation/shape";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";

const INPUTS = inputsOf<EmqxOperatorArgs>({
    source: true,
    namespace: true,
    kubeconfig: true,
    clusterIdentifier: true,
    imageRegistry: true,
    imagePullSecrets: true,
    replicas: true,
    webhook: true,
    tolerations: true,
});

const LOWEST_PATCH = 29;

export function checkEmqxOperator(problems: Problems, args: EmqxOperatorArgs, prefix = ""): void {
    const path = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
    if (!checkShape(problems, args, prefix)) return;
    checkKeys(problems, prefix, args, INPUTS);
    checkChartSource(problems, path("source"), args.source);
    checkDnsLabel(problems, path("namespace"), args.namespace);
    checkText(problems, path("kubeconfig"), args.kubeconfig);
    checkText(problems, path("imageRegistry"), args.imageRegistry);
    checkWhole(problems, path("replicas"), args.replicas, 1, 5);
    checkBoolean(problems, path("webhook"), args.webhook);
    checkTolerations(problems, path("tolerations"), args.tolerations);
    const version = args.source?.version;
    if (isPlain(version)) {
        const patch = /^v?2\.2\.(\d+)$/.exec(version)?.[1];
        if (patch === undefined || Number(patch) < LOWEST_PATCH) {
            problems.add(
                path("source.version"),
                `is ${JSON.stringify(version)}; write 2.2.29 or a later 2.2 (older ones loop on "replicas -1"; 2.3 and 3.0 serve other objects, which this package does not write yet, and get there by steps of their own: docs/upgrading.md)`,
            );
        }
    }
}
