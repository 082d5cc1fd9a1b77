import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { WireObject } from "../../../preview/monitor/wire";

/** A chart whose one template writes out the objects in its files, as the package makes charts. */
export function isChartFolder(chart: string): boolean {
    return existsSync(join(chart, "Chart.yaml"));
}

export function versionOf(chart: string): string {
    return parse(readFileSync(join(chart, "Chart.yaml"), "utf8")).version;
}

export function objectsOf(chart: string): WireObject[] {
    const files = readdirSync(join(chart, "files"));
    return files.map((file) => JSON.parse(readFileSync(join(chart, "files", file), "utf8")));
}
