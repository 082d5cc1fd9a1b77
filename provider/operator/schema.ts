import { CHART_PLACE } from "../charts/schema";
import { operatorVersion } from "../emqx/plan/operatorVersion";
import { PULL_SECRETS } from "../images/schema";
import { TOLERATIONS } from "../scheduling/schema";
import { registryPrefix } from "../validation/images";
import { kubeconfig } from "../validation/kubeconfig";
import { dnsLabel } from "../validation/kubernetesNames";
import { flag, text, whole } from "../validation/rules";
import { input, objectOf, plain, schemaOf, secretInput } from "../validation/schema";
import type { EmqxOperatorArgs, OperatorArgs } from "./emqxOperatorArgs";

export const OPERATOR_SCHEMA = schemaOf<OperatorArgs>({
    version: plain(operatorVersion),
    source: objectOf(CHART_PLACE, { version: "is the operator's own; write it as version beside source" }),
    namespace: input(dnsLabel()),
    imagePullSecrets: PULL_SECRETS,
    replicas: input(whole(1, 5)),
    webhook: plain(flag),
});
export const EMQX_OPERATOR = objectOf(
    schemaOf<EmqxOperatorArgs>({
        ...OPERATOR_SCHEMA,
        kubeconfig: secretInput(kubeconfig),
        clusterIdentifier: input(text),
        imageRegistry: input(registryPrefix),
        tolerations: TOLERATIONS,
    }),
);
