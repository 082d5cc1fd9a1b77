import { CHART_SOURCE } from "../charts/schema";
import { PULL_SECRETS } from "../images/schema";
import { TOLERATIONS } from "../scheduling/schema";
import { registryPrefix } from "../validation/images";
import { dnsLabel } from "../validation/kubernetesNames";
import { whole } from "../validation/rules";
import { input, objectOf, schemaOf } from "../validation/schema";
import type { CertManagerArgs, CertManagerChartArgs } from "./certManagerArgs";

export const CERT_MANAGER_CHART_SCHEMA = schemaOf<CertManagerChartArgs>({
    source: CHART_SOURCE,
    namespace: input(dnsLabel()),
    imagePullSecrets: PULL_SECRETS,
    replicas: input(whole(1, 10)),
});
export const CERT_MANAGER = objectOf(
    schemaOf<CertManagerArgs>({
        ...CERT_MANAGER_CHART_SCHEMA,
        imageRegistry: input(registryPrefix),
        tolerations: TOLERATIONS,
    }),
);
