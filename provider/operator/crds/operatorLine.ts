import * as pulumi from "@pulumi/pulumi";
import type { OperatorLine } from "../../emqx/lines/line/line";
import { forPeople } from "../../validation/forPeople";
import type { Crd } from "./crd";

/** A chart from a folder or file does not say its version in the arguments; its CRD for EMQX does. */
export function refuseOtherCharts({ id, chart, resource }: OperatorLine, crds: readonly Crd[]): void {
    const name = `${resource.plural}.${resource.group}`;
    const emqx = crds.find(({ metadata }) => metadata.name === name);
    const use = `Use chart ${chart.lowest} or a later ${id}`;
    if (emqx === undefined) {
        throw refusal(`the chart in source is not the EMQX operator's: it has no CRD ${name}. ${use}.`);
    }
    const versions = emqx.spec?.versions?.map((version) => version.name) ?? [];
    if (chart.serves(versions)) return;
    throw refusal(
        `the chart in source is not of operator line ${id}: its EMQX objects are ${versions.join(", ")}, and this package writes ${resource.version}. ${use}; docs/upgrading.md has the steps between lines.`,
    );
}

function refusal(sentence: string): Error {
    return forPeople(new pulumi.RunError(sentence));
}
