import { bindPort, hoconValues } from "../hocon";

export interface NamedPort {
    readonly name: string;
    readonly port: number;
    readonly protocol: "TCP" | "UDP";
}

/** Where a configuration text makes the dashboard listen; http on 18083 unless it says otherwise, port 0 for off. */
export function dashboardPorts(configData: string): NamedPort[] {
    const values = hoconValues(configData);
    const port = (listener: string, otherwise: number) => {
        const bind = values.get(`dashboard.listeners.${listener}.bind`);
        return bind === undefined || bind === "" ? otherwise : bindPort(bind);
    };
    return [
        { name: "dashboard", port: port("http", 18083), protocol: "TCP" as const },
        { name: "dashboard-https", port: port("https", 0), protocol: "TCP" as const },
    ].filter((listener) => listener.port !== 0);
}
