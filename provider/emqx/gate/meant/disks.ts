import { parseQuantity } from "../../../kubernetes/quantity";
import type { Problems } from "../../../validation/problems";
import type { OperatorLine } from "../../lines/line/line";
import { differences } from "./differences";
import type { PresentCluster, WantedCluster } from "./present";

const ANOTHER =
    "The way is another cluster under another instanceName, an export there and an import here (docs/upgrading.md)";

/** Disks that stay with their cores: they grow in place, and can be neither smaller nor others. */
export function checkDisks(
    problems: Problems,
    line: OperatorLine,
    { object: now }: PresentCluster,
    { object: then }: Pick<WantedCluster, "object">,
): void {
    if (!line.traps.deletesDisks || now?.line !== line.id || then === undefined) return;
    const [holds, asked] = [now.state.diskSize, then.state.diskSize].map((size) => parseQuantity(size ?? ""));
    const storage = problems.at("cores", "storage");
    if (holds !== undefined && asked !== undefined && asked < holds) {
        storage.add(
            "size",
            `is ${then.state.diskSize}, and the cores' disks have ${now.state.diskSize}: a disk grows and never gets smaller. Write ${now.state.diskSize}. ${ANOTHER}`,
        );
    }
    const other = differences(now.spec, then.spec).find((path) => {
        const { subject } = line.field(["spec", ...path]);
        return subject === "storage" && path.at(-1) === "storageClassName";
    });
    if (other !== undefined || now.state.disks !== then.state.disks) {
        storage.add(
            other === undefined ? "ephemeral" : "storageClassName",
            `is another one than the running cores have, which keep their disks for good. Take it back. ${ANOTHER}`,
        );
    }
}
