import { lineOfType } from "../../provider/emqx/lines";
import type { FieldMeaning } from "../../provider/emqx/lines/line/fields";
import type { OperatorLine } from "../../provider/emqx/lines/line/line";
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
    "random:index/randomPassword:RandomPassword": [["length", "characters"]],
    "pulumi:providers:alicloud": [["region", ""]],
};

const OBJECT_NAME = [["metadata.name", ""]] as const;

/** One or two inputs that say what a resource is about, and options that change how it ends; empty when none does. */
export function highlights(resource: RecordedResource): string {
    const { type, options, inputs } = resource;
    const generic = type.startsWith("kubernetes:") ? OBJECT_NAME : [];
    const line = lineOfType(type);
    const telling = TELLING[type] ?? generic;
    const values =
        line !== undefined
            ? emqxHighlights(line, inputs)
            : telling.flatMap(([path, label]) => {
                  const shown = showInput(at(inputs, path.split(".")));
                  return path === "metadata.name" && shown === resource.name ? [] : labelled(shown, label);
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

/** Of an EMQX object, by what its line's fields mean. */
const EMQX_TELLING: readonly (readonly [is: (field: FieldMeaning) => boolean, label: string])[] = [
    [({ subject, role }) => subject === "replicas" && role === "core", "cores"],
    [({ subject, role }) => subject === "replicas" && role === "replicant", "replicants"],
    [({ subject }) => subject === "image", ""],
];

function emqxHighlights(line: OperatorLine, inputs: Wire): string[] {
    const fields = leavesOf(inputs).map(([path, value]) => ({ meaning: line.field(path), value }));
    return EMQX_TELLING.flatMap(([is, label]) =>
        labelled(showInput(fields.find(({ meaning }) => is(meaning))?.value), label),
    );
}

function labelled(shown: string | undefined, label: string): string[] {
    if (shown === undefined) return [];
    return [label === "" ? shown : `${shown} ${label}`];
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
        return showValue(value);
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

/** Values that are no objects, with the way to each. */
function leavesOf(value: Wire, path: readonly string[] = []): [path: readonly string[], value: Wire][] {
    const inner = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!inner || isSecret(value) || isOutput(value)) return [[path, value]];
    return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
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
