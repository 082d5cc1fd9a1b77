/** Ports that the kernel gives to no outgoing connection. Source: Linux, Documentation/networking/ip-sysctl.rst. */
export const RESERVED_PORTS = "net.ipv4.ip_local_reserved_ports";

interface PortRange {
    readonly first: number;
    readonly last: number;
}

/** Whether a list such as `1883,30000-32767` has all ports of a range. */
export function covers(list: string, wanted: PortRange): boolean {
    return rangesOf(list).some(({ first, last }) => first <= wanted.first && wanted.last <= last);
}

/** The list with further ports, where it lacks them. */
export function withPorts(list: string, ports: readonly number[]): string {
    const missing = [...new Set(ports)]
        .filter((port) => !covers(list, { first: port, last: port }))
        .sort((a, b) => a - b);
    return [list, ...missing].filter((part) => part !== "").join(",");
}

function rangesOf(list: string): PortRange[] {
    return list.split(",").map((range) => {
        const [first = 0, last = first] = range.split("-").map(Number);
        return { first, last };
    });
}
