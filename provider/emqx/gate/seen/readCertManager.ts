import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { DEDICATED_TAINT } from "../../../naming/labels";
import { listAt, textAt } from "../../lines/line/plainObject";
import type { OwnCertManager } from "../meant/ownCertManager";

/** On the controller's Deployment. Source: cert-manager's chart v1.21.1, templates/deployment.yaml. */
const CONTROLLER = "app.kubernetes.io/name=cert-manager";

const CERTIFICATES = { group: "cert-manager.io", version: "v1", plural: "certificates" };

/**
 * The cert-manager that a stack of this package made: its pods put up with the taint of the stack's nodes. Undefined where there is none,
 * somebody else's, or nobody may see.
 */
export async function readCertManager({ apps, objects }: Apis): Promise<OwnCertManager | undefined> {
    const found = await ifAllowed(apps.listDeploymentForAllNamespaces({ labelSelector: CONTROLLER }));
    const own = found?.items.find(({ spec }) =>
        spec?.template.spec?.tolerations?.some(({ key }) => key === DEDICATED_TAINT),
    );
    if (own === undefined) return undefined;
    const all = await ifAllowed(ifFound(objects.listClusterCustomObject(CERTIFICATES)));
    const names = listAt(all, "items").map(
        (one) => `${textAt(one, "metadata", "namespace")}/${textAt(one, "metadata", "name")}`,
    );
    return {
        namespace: own.metadata?.namespace ?? "",
        ...(all === undefined ? {} : { certificates: names }),
    };
}
