import { figure, percent } from "../wording/figures";
import { type CeilingFinding, measured, notChecked } from "./ceiling";
import type { Load } from "./load";
import type { LicenseSizing } from "./sizing";

const CONNECTIONS = { name: "license", where: "cluster", unit: "connections" };
const FIGURE = "capacity.licensedConnections";

/** What the license allows: it is bought to measure, so a reserve is none of its business. */
export function licenseCeilings(license: LicenseSizing, load: Load): CeilingFinding[] {
    if (!license.asked) return [];
    return [...connections(license, load), ...messages(license, load)];
}

function connections(license: LicenseSizing, load: Load): CeilingFinding[] {
    const { withoutIt, connections: limit, input, source, checkedElsewhere } = license;
    if (limit === undefined) {
        const trial =
            withoutIt === undefined
                ? ""
                : `no licenseKey, and EMQX's trial takes ${withoutIt} connections; with a key `;
        return notChecked({ ...CONNECTIONS, why: `${trial}give ${FIGURE}`, input: FIGURE });
    }
    return measured({
        ...CONNECTIONS,
        used: load.connections,
        limit,
        arithmetic: `${figure(load.connections)} connections are ${percent(load.connections / limit)} of the ${figure(limit)} licensed`,
        input,
        source,
        remedy: `Write fewer connections, or what a larger license allows in ${input}`,
        silent: true,
        ...(checkedElsewhere ? { refusedAbove: Number.POSITIVE_INFINITY } : {}),
    });
}

/** EMQX counts messages in and out, and raises an alarm: emqx_license_resources.erl, emqx_dashboard_monitor.erl, release-63. */
function messages({ messagesPerSecond: limit, input }: LicenseSizing, load: Load): CeilingFinding[] {
    if (limit === undefined || load.messages === undefined) return [];
    const used = load.messages.publishedPerSecond + load.messages.deliveredPerSecond;
    return measured({
        name: "licensed messages",
        where: "cluster",
        unit: "messages a second",
        used,
        limit,
        arithmetic: `${figure(used)} messages a second in and out are ${percent(used / limit)} of the ${figure(limit)} licensed; above them EMQX raises an alarm`,
        input,
        source: "your license key",
        remedy: `Write less traffic, or a larger license in ${input}`,
        silent: used <= limit,
        refusedAbove: Number.POSITIVE_INFINITY,
    });
}
