import { checkChartSource } from "../charts/rules";
import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { CertManagerArgs, CertManagerChartArgs } from "./certManagerArgs";
import { CERT_MANAGER } from "./schema";

export function checkCertManager(problems: Problems, args: CertManagerArgs): void {
    checkCertManagerRules(problems, conform(problems, args, CERT_MANAGER) as CertManagerArgs);
}

/** Charts before it know no `crds.enabled`, and would install no CRDs. Source: cert-manager's release notes, 1.15. */
const LOWEST_MINOR = 15;

/** What conforms to the schema and is still wrong, alone and as part of a stack alike. */
export function checkCertManagerRules(problems: Problems, args: CertManagerChartArgs): void {
    const source = problems.at("source");
    checkChartSource(source, args.source);
    const version = args.source?.version;
    const [, major, minor] = (isPlain(version) && /^v?(\d+)\.(\d+)\./.exec(version)) || [];
    if (major === undefined || Number(major) > 1 || (major === "1" && Number(minor) >= LOWEST_MINOR)) return;
    source.add(
        "version",
        `is "${version}"; write v1.${LOWEST_MINOR}.0 or later (older charts know no crds.enabled and would install no CRDs)`,
    );
}
