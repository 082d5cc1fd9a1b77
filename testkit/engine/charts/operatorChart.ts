import type { RemoteChild } from "../../../preview/monitor/answers";
import type { RecordedResource } from "../../../preview/monitor/graph";
import { downgradeOutputs, reveal, type WireObject } from "../../../preview/monitor/wire";
import { lineOfOperator } from "../../operator/lines";
import { operator22 } from "./operator22";
import { operator23 } from "./operator23";
import { operator30 } from "./operator30";
import type { ChartInputs, ChartOfLine } from "./operatorParts";

/** What each line's chart makes beside its definitions. */
const CHARTS: Readonly<Record<string, ChartOfLine>> = {
    "2.2": operator22,
    "2.3": operator23,
    "3.0": operator30,
};

/**
 * What the EMQX operator's chart makes, as far as others see it. Definitions are its templates on every line, so what takes the chart out
 * takes them, and every EMQX with them, unless it was told to leave them out (`skipCRDs`).
 */
export function operatorChart({ name, inputs }: RecordedResource): RemoteChild[] {
    const chart = reveal(downgradeOutputs(inputs)) as unknown as ChartInputs;
    if (!chart.chart.includes("emqx-operator")) {
        throw new Error(`the engine for tests has no stand-in for chart ${chart.chart} of ${name}`);
    }
    const namespace = chart.namespace ?? "default";
    const child = (type: string, manifest: WireObject): RemoteChild => {
        const { name: objectName } = manifest.metadata as { name: string };
        return { type: `kubernetes:${type}`, name: `${name}:${namespace}/${objectName}`, inputs: manifest };
    };
    const { version = "" } = chart;
    const ofLine = CHARTS[lineOfOperator(version).release];
    if (ofLine === undefined) {
        throw new Error(`the engine for tests has no stand-in for the chart of operator ${version}`);
    }
    return [
        ...(chart.values?.skipCRDs ? [] : definitionsOf(version)).map((manifest) =>
            child("apiextensions.k8s.io/v1:CustomResourceDefinition", manifest),
        ),
        ...ofLine(chart).map(([type, manifest]) => child(type, manifest)),
    ];
}

const definitions = new Map<string, readonly WireObject[]>();

/** Of the line that a version of the operator is of; read once, since that takes a moment. */
export function definitionsOf(version: string): readonly WireObject[] {
    const line = lineOfOperator(version);
    const known = definitions.get(line.release) ?? (line.definitions() as WireObject[]);
    definitions.set(line.release, known);
    return known;
}
