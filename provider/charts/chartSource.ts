import type * as pulumi from "@pulumi/pulumi";

/** Where a Helm chart lies. */
export interface ChartPlaceArgs {
    /**
     * Name of the chart in `repository`, or a whole location: a folder or `.tgz` file beside the program (`./charts/...`),
     * or an OCI reference (`oci://registry-vpc.cn-hangzhou.aliyuncs.com/charts/...`).
     */
    chart?: string;
    /**
     * Address of the chart repository. Not used when `chart` is a whole location.
     */
    repository?: pulumi.Input<string>;
}

/** Where a Helm chart comes from. */
export interface ChartSourceArgs extends ChartPlaceArgs {
    /** Version of the chart. A change upgrades what it installs. */
    version?: pulumi.Input<string>;
}

export interface ChartLocation {
    readonly chart: string;
    readonly version?: pulumi.Input<string>;
    readonly repositoryOpts?: { repo: pulumi.Input<string> };
}

/** A location that a person gave whole has its version in it, and no repository. */
export function chartLocation(
    given: ChartSourceArgs | undefined,
    defaults: { chart: string; repository: string; version: string },
): ChartLocation {
    const chart = given?.chart ?? defaults.chart;
    if (isWholeLocation(chart))
        return {
            chart,
            ...(given?.version !== undefined ? { version: given.version } : ociVersion(chart, defaults)),
        };
    return {
        chart,
        version: given?.version ?? defaults.version,
        repositoryOpts: { repo: given?.repository ?? defaults.repository },
    };
}

/** A folder or file beside the program. */
export function isLocal(chart: string): boolean {
    return isWholeLocation(chart) && !/^(oci|https?):\/\//.test(chart);
}

/** A folder or file carries its version; a registry has many, and must not decide for us. */
function ociVersion(chart: string, defaults: { version: string }): { version?: string } {
    return chart.startsWith("oci://") ? { version: defaults.version } : {};
}

/** Whether it is more than a name in a repository. */
export function isWholeLocation(chart: string): boolean {
    return (
        /^(oci|https?):\/\//.test(chart) || /^(\.{0,2}\/|[A-Za-z]:\\)/.test(chart) || chart.endsWith(".tgz")
    );
}
