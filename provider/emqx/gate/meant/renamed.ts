import type { Problems } from "../../../validation/problems";
import type { EmqxPlace, SomebodysEmqx } from "./foreignOperator";
import { GUIDE } from "./places";

/**
 * Another name or namespace makes another object and takes the one of before away, on some lines with its disks. `problems` are those of
 * EMQX's arguments.
 */
export function checkRenamed(
    problems: Problems,
    { namespace, instance }: EmqxPlace,
    owner: string,
    clusters: readonly SomebodysEmqx[],
): void {
    const all = clusters.filter((one) => one.owner === owner);
    const [own] = all;
    if (own === undefined || all.some((one) => one.namespace === namespace && one.instance === instance))
        return;
    const moves = own.instance === instance ? "namespace" : "instanceName";
    problems.add(
        moves,
        `is "${moves === "namespace" ? namespace : instance}", but EMQX "${own.instance}" in namespace "${own.namespace}" is this component's so far, and would be taken away with the disks of its cores. Write ${moves}: "${moves === "namespace" ? own.namespace : own.instance}" again. Under another name it is another cluster: make it with another component, export the data of this one and import it there, move the clients, and take this one out then (${GUIDE})`,
    );
}
