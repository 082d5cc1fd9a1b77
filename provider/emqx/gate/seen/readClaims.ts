import { ifAllowed } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { DB_ROLE_LABEL, INSTANCE_LABEL } from "../../../naming/labels";
import type { DiskClaim } from "../../lines/line/observation";

/** Claims for the cores' disks; undefined where these credentials may not see them. */
export async function readClaims(
    { core }: Apis,
    namespace: string,
    instance: string,
): Promise<DiskClaim[] | undefined> {
    const labelSelector = `${INSTANCE_LABEL}=${instance},${DB_ROLE_LABEL}=core`;
    const found = await ifAllowed(core.listNamespacedPersistentVolumeClaim({ namespace, labelSelector }));
    return found?.items
        .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
        .map(({ metadata, spec, status }) => {
            const name = metadata?.name ?? "";
            const trouble = troubleOf(status?.conditions ?? []);
            return {
                name,
                ordinal: Number(/-(\d+)$/.exec(name)?.[1] ?? Number.NaN),
                requested: sizeIn(spec?.resources?.requests),
                holds: sizeIn(status?.capacity),
                ...(trouble === undefined ? {} : { trouble }),
            };
        });
}

/** What is not bound yet holds nothing. */
function sizeIn(quantities: Readonly<Record<string, string>> = {}): string {
    return quantities.storage ?? "0";
}

/** Source: Kubernetes 1.34, core/v1 PersistentVolumeClaimConditionType (ControllerResizeError, NodeResizeError, ...). */
function troubleOf(
    conditions: readonly { type: string; status: string; message?: string }[],
): string | undefined {
    const [failed] = conditions.filter(
        ({ type, status }) => status === "True" && type.endsWith("ResizeError"),
    );
    return failed && (failed.message ?? failed.type);
}
