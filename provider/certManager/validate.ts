import { checkChartSource } from "../charts/chartSource";
import { checkTolerations } from "../scheduling/toleration";
import { checkDnsLabel, checkKeys, checkText, checkWhole } from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";
import { checkShape } from "../validation/shape";
import type { CertManagerArgs } from "./certManagerArgs";

const INPUTS = inputsOf<CertManagerArgs>({
    source: true,
    namespace: true,
    imageRegistry: true,
    imagePullSecrets: true,
    replicas: true,
    tolerations: true,
});

export function checkCertManager(problems: Problems, args: CertManagerArgs, prefix = ""): void {
    const path = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
    if (!checkShape(problems, args, prefix)) return;
    checkKeys(problems, prefix, args, INPUTS);
    checkChartSource(problems, path("source"), args.source);
    checkDnsLabel(problems, path("namespace"), args.namespace);
    checkText(problems, path("imageRegistry"), args.imageRegistry);
    checkWhole(problems, path("replicas"), args.replicas, 1, 10);
    checkTolerations(problems, path("tolerations"), args.tolerations);
}
