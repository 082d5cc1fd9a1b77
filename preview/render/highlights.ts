import type { RecordedResource } from "../monitor/graph";
import { isOutput, isSecret, UNKNOWN, type Wire } from "../monitor/wire";

/** What tells a reader most about a resource, by type: a label for each path into its inputs. */
const TELLING: Readonly<Record<string, readonly (readonly [path: string, label: string])[]>> = {
    "alicloud:vpc/network:Network": [["cidrBlock", ""]],
    "alicloud:vpc/switch:Switch": [
        ["zoneId", ""],
        ["cidrBlock", ""],
    ],
    "alicloud:vpc/natGateway:NatGateway": [["natType", ""]],
    "alicloud:vpc/snatEntry:SnatEntry": [["sourceCidr", ""]],
    "alicloud:ecs/eipAddress:EipAddress": [["bandwidth", "Mbit/s"]],
    "alicloud:cs/managedKubernetes:ManagedKubernetes": [
        ["clusterSpec", ""],
        ["version", ""],
    ],
    "alicloud:cs/nodePool:NodePool": [
        ["instanceTypes", ""],
        ["desiredSize", "nodes"],
    ],
    "kubernetes:helm.sh/v3:Release": [
        ["chart", ""],
        ["version", ""],
    ],
    "kubernetes:helm.sh/v4:Chart": [
        ["chart", ""],
        ["version", ""],
    ],
    "kubernetes:core/v1:Service": [
        ["spec.type", ""],
        ["spec.ports", ""],
    ],
    "kubernetes:apps.emqx.io/*:EMQX": [
        ["spec.coreTemplate.spec.replicas", "cores"],
        ["spec.replicantTemplate.spec.replicas", "replicants"],
        ["spec.image", ""],
    ],
    "random:index/randomPassword:RandomPassword": [["length", "characters"]],
    "pulumi:providers:alicloud": [["region", ""]],
};

const OBJECT_NAME = [["metadata.name", ""]] as const;

/** One or two inputs that say what a resource is about, and options that change how it ends; empty when none does. */
export function highlights(resource: RecordedResource): string {
    const { type, options, inputs } = resource;
    const generic = type.startsWith("kubernetes:") ? OBJECT_NAME : [];
    const telling = TELLING[type.replace(/^(kubernetes:apps\.emqx\.io\/)[^:]+/, "$1*")] ?? generic;
    const values = telling.flatMap(([path, label]) => {
        const shown = showInput(at(inputs, path.split(".")));
        return shown === undefined || (path === "metadata.name" && shown === resource.name)
            ? []
            : [label === "" ? shown : `${shown} ${label}`];
    });
    const marks = [
        resource.external && "read, not created",
        options.import !== undefined && "imported",
        options.protect && "protected",
        options.retainOnDelete && "kept on destroy",
        resource.remote && "children not shown",
    ].filter((mark) => typeof mark === "string");
    return [...values, ...marks].join(", ");
}

/** A value on one line: `<computed>` when it is not known yet, `[secret]` when it is one. */
export function showValue(value: Wire): string {
    if (value === UNKNOWN || (isOutput(value) && value.value === undefined && !value.secret)) {
        return "<computed>";
    }
    if (isSecret(value) || isOutput(value)) {
        return isOutput(value) && !value.secret ? showValue(value.value as Wire) : "[secret]";
    }
    if (Array.isArray(value)) {
        return `[${value.map(showValue).join(", ")}]`;
    }
    if (typeof value === "object" && value !== null) {
        const members = Object.entries(value).map(([key, member]) => `${key}: ${showValue(member)}`);
        return `{ ${members.join(", ")} }`;
    }
    return String(value);
}

function showInput(value: Wire | undefined): string | undefined {
    if (value === undefined || value === null || value === "") {
        return undefined;
    }
    if (!Array.isArray(value)) {
        return typeof value === "object" ? showValue(value).slice(0, 40) : showValue(value);
    }
    const [first, ...rest] = value.map((item) => {
        const port = at(item, ["port"]);
        return port === undefined ? showValue(item) : `${showValue(port)}`;
    });
    const areNumbers = [first, ...rest].every((item) => /^\d+$/.test(item ?? ""));
    return areNumbers
        ? [first, ...rest].join(" ")
        : first && `${first}${rest.length > 0 ? ` +${rest.length}` : ""}`;
}

function at(value: Wire, path: readonly string[]): Wire | undefined {
    let current: Wire | undefined = value;
    for (const key of path) {
        current =
            typeof current === "object" && current !== null && !Array.isArray(current)
                ? current[key]
                : undefined;
    }
    return current;
}
