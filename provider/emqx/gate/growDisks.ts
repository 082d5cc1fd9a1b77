import { parseQuantity } from "../../kubernetes/quantity";
import type { DiskClaim, Observation, Target } from "../lines/line/observation";
import type { ClusterAccess } from "./seen/clusterAccess";
import type { Watch } from "./watch";

/**
 * Disks that are to be larger than they were asked for so far, asked for anew on their claims: those of cores that came later were
 * born with the first size, which their StatefulSet keeps. Why a claim stays as it is, in a sentence.
 */
export async function growDisks(
    { claims = [] }: Observation,
    { storage }: Target,
    namespace: string,
    access: Pick<ClusterAccess, "growClaim">,
    watch: Watch,
): Promise<string | undefined> {
    const wanted = storage === undefined ? undefined : parseQuantity(storage);
    if (storage === undefined || wanted === undefined) return undefined;
    const small = claims.filter(({ requested }) => (parseQuantity(requested) ?? 0) < wanted);
    for (const claim of small) {
        const refused = await access.growClaim(namespace, claim, storage);
        if (refused !== undefined) return sentence(claim, storage, refused);
        watch.report(`disk ${claim.name} is asked to grow from ${claim.requested} to ${storage}`);
    }
    return undefined;
}

function sentence({ name, requested }: DiskClaim, storage: string, refused: string): string {
    return `claim ${name} cannot be asked to grow from ${requested} to ${storage}: ${refused}. Its StorageClass has to let disks grow (allowVolumeExpansion), and these credentials need patch on persistentvolumeclaims; or write cores.storage.size: ${requested}`;
}
