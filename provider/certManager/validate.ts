import { CHART_SOURCE, checkChartSource } from "../charts/chartSource";
import { PULL_SECRETS } from "../images/pullSecrets";
import { TOLERATIONS } from "../scheduling/toleration";
import { conform, isPlain } from "../validation/conform";
import { registryPrefix } from "../validation/images";
import { dnsLabel } from "../validation/kubernetesNames";
import { memberPath } from "../validation/path";
import type { Problems } from "../validation/problems";
import { whole } from "../validation/rules";
import { input, objectOf, schemaOf } from "../validation/schema";
import type { CertManagerArgs, CertManagerChartArgs } from "./certManagerArgs";

export const CERT_MANAGER_CHART_SCHEMA = schemaOf<CertManagerChartArgs>({
    source: CHART_SOURCE,
    namespace: input(dnsLabel()),
    imagePullSecrets: PULL_SECRETS,
    replicas: input(whole(1, 10)),
});
const ARGS = objectOf(
    schemaOf<CertManagerArgs>({
        ...CERT_MANAGER_CHART_SCHEMA,
        imageRegistry: input(registryPrefix),
        tolerations: TOLERATIONS,
    }),
);

export function checkCertManager(problems: Problems, args: CertManagerArgs): void {
    checkCertManagerRules(problems, conform(problems, "", args, ARGS) as CertManagerArgs);
}

/** Charts before it know no `crds.enabled`, and would install no CRDs. Source: cert-manager's release notes, 1.15. */
const LOWEST_MINOR = 15;

/** What conforms to the schema and is still wrong, with paths that begin with `prefix`. */
export function checkCertManagerRules(problems: Problems, args: CertManagerChartArgs, prefix = ""): void {
    const path = memberPath(prefix, "source");
    checkChartSource(problems, path, args.source);
    const version = args.source?.version;
    const [, major, minor] = (isPlain(version) && /^v?(\d+)\.(\d+)\./.exec(version)) || [];
    if (major === undefined || Number(major) > 1 || (major === "1" && Number(minor) >= LOWEST_MINOR)) return;
    problems.add(
        `${path}.version`,
        `is "${version}"; write v1.${LOWEST_MINOR}.0 or later (older charts know no crds.enabled and would install no CRDs)`,
    );
}
