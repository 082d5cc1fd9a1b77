import { checkChartSource } from "../charts/rules";
import { CHART_SOURCE } from "../charts/schema";
import { PULL_SECRETS } from "../images/schema";
import { TOLERATIONS } from "../scheduling/schema";
import { conform, isPlain } from "../validation/conform";
import { registryPrefix } from "../validation/images";
import { kubeconfig } from "../validation/kubeconfig";
import { dnsLabel } from "../validation/kubernetesNames";
import { memberPath } from "../validation/path";
import type { Problems } from "../validation/problems";
import { flag, text, whole } from "../validation/rules";
import { input, objectOf, plain, schemaOf, secretInput } from "../validation/schema";
import type { EmqxOperatorArgs, OperatorArgs } from "./emqxOperatorArgs";

export const OPERATOR_SCHEMA = schemaOf<OperatorArgs>({
    source: CHART_SOURCE,
    namespace: input(dnsLabel()),
    imagePullSecrets: PULL_SECRETS,
    replicas: input(whole(1, 5)),
    webhook: plain(flag),
});
const ARGS = objectOf(
    schemaOf<EmqxOperatorArgs>({
        ...OPERATOR_SCHEMA,
        kubeconfig: secretInput(kubeconfig),
        clusterIdentifier: input(text),
        imageRegistry: input(registryPrefix),
        tolerations: TOLERATIONS,
    }),
);

const LOWEST_PATCH = 29;

export function checkEmqxOperator(problems: Problems, args: EmqxOperatorArgs): void {
    checkOperatorRules(problems, conform(problems, args, ARGS) as EmqxOperatorArgs);
}

/** What is of the right shape and still wrong, with paths that begin with `prefix`. */
export function checkOperatorRules(problems: Problems, args: OperatorArgs, prefix = ""): void {
    const path = memberPath(prefix, "source");
    checkChartSource(problems.at(...(prefix === "" ? [] : [prefix]), "source"), args.source);
    // Helm in the provider renders a chart from there under half of its name (invoke_helm_template.go, chart.template).
    if (/^https?:/.test(args.source?.chart ?? "")) {
        problems.add(
            `${path}.chart`,
            "is the address of a file, from which the operator's CRDs cannot be read; write repository, chart and version, an oci:// reference, or the path of the downloaded file",
        );
    }
    const version = args.source?.version;
    if (!isPlain(version)) return;
    const patch = /^v?2\.2\.(\d+)$/.exec(version)?.[1];
    if (patch === undefined || Number(patch) < LOWEST_PATCH) {
        problems.add(
            `${path}.version`,
            `is ${JSON.stringify(version)}; write 2.2.29 or a later 2.2 (older ones loop on "replicas -1"; 2.3 and 3.0 serve other objects, which this package does not write yet, and get there by steps of their own: docs/upgrading.md)`,
        );
    }
}
