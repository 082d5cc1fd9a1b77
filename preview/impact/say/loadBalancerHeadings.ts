import { inputOfListener } from "../../../provider/emqx/listeners/owner";
import type { FactOf } from "../facts/fact";
import type { InputChange } from "../facts/input";
import type { AnnotationValues } from "../facts/loadBalancer";
import type { ServicePort, Thing } from "../facts/thing";
import type { Heading } from "./heading";
import { type Inputs, inputText } from "./inputs";
import { because, listed } from "./wording";

/** Annotations that MqttLoadBalancer writes of an input, without the controller's prefix. */
const INPUT_OF_ANNOTATION: Readonly<Record<string, string>> = {
    "address-type": "exposeToInternet",
    "idle-timeout": "idleTimeoutSeconds",
    "established-timeout": "idleTimeoutSeconds",
    "connection-drain-timeout": "connectionDrainSeconds",
    cps: "maxConnectRate",
    "proxy-protocol": "proxyProtocol",
};

/** Those that follow from inputs elsewhere, or that it writes by itself, in a person's words. */
const CALLED: Readonly<Record<string, string>> = {
    "zone-maps": "zones",
    "backend-type": "way to the pods (backend-type)",
};

export function annotationsHeading(fact: FactOf<"serviceAnnotations">, inputs: Inputs): Heading {
    const { annotations } = fact;
    if (inputs.byHand) return of(listed(annotations.map(({ name }) => name)), fact);
    const own = annotations.filter(({ name }) => INPUT_OF_ANNOTATION[name] !== undefined);
    const called = annotations.flatMap(({ name }) => CALLED[name] ?? []);
    const given = annotations.filter(({ name }) => !(name in INPUT_OF_ANNOTATION) && !(name in CALLED));
    const texts = [
        ...own.map(({ name }) =>
            annotationText(fact.values.find((values) => values.name === name) ?? { name }, inputs),
        ),
        ...called,
        ...(given.length === 0
            ? []
            : [`${inputs.path("annotations")} ${listed(given.map(({ name }) => name))}`]),
    ];
    return { lead: `${listed(texts)} at ${kindOf(fact)}`, thing: fact.thing.name };
}

function annotationText({ name, from, to }: AnnotationValues, inputs: Inputs): string {
    const input = INPUT_OF_ANNOTATION[name] ?? name;
    const values: Pick<InputChange, "from" | "to"> = {
        ...(from === undefined ? {} : asInput("from", name, from)),
        ...(to === undefined ? {} : asInput("to", name, to)),
    };
    if (name !== "proxy-protocol") return inputText(inputs, { input, ...values });
    return inputText(inputs, { input: "listeners.*.proxyProtocol", ...values });
}

/** The annotation's value as the input has it; a rate of 0 is none. */
function asInput(side: "from" | "to", name: string, value: string): Pick<InputChange, "from" | "to"> {
    if (name === "address-type") return { [side]: String(value === "internet") };
    if (name === "proxy-protocol") return { [side]: String(value === "on") };
    return name === "cps" && value === "0" ? {} : { [side]: value };
}

export function portsHeading(fact: FactOf<"servicePorts">, inputs: Inputs): Heading {
    const { added, removed } = fact;
    const isNamed = [...added, ...removed].every(({ name }) => name !== undefined);
    if (inputs.byHand || added.length + removed.length === 0 || !isNamed) return of(portsText(fact), fact);
    const moved = added.flatMap((now) => {
        const before = removed.find(({ name }) => name === now.name);
        return before === undefined ? [] : [{ before, now }];
    });
    const isMoved = (port: ServicePort) => moved.some(({ before, now }) => port === before || port === now);
    const texts = [
        ...moved.map(({ before, now }) => `${listenerOf(now, inputs)}.port ${before.port} to ${now.port}`),
        ...added.filter((port) => !isMoved(port)).map((port) => cameOrWent(port, inputs, "added")),
        ...removed.filter((port) => !isMoved(port)).map((port) => cameOrWent(port, inputs, "taken out")),
    ];
    return { lead: `${listed(texts)} at ${kindOf(fact)}`, thing: fact.thing.name };
}

/** The first port is called as the listener, additional ones have their number behind it. */
function cameOrWent(port: ServicePort, inputs: Inputs, how: string): string {
    const path = listenerOf(port, inputs);
    return port.name?.endsWith(`-${port.port}`)
        ? `${path}.additionalPorts ${port.port} ${how}`
        : `${path}.port ${port.port} ${how}`;
}

function listenerOf({ name = "", port }: ServicePort, inputs: Inputs): string {
    return inputs.path(inputOfListener(name.replace(new RegExp(`-${port}$`), "")));
}

function portsText({ added, removed }: FactOf<"servicePorts">): string {
    const parts = [
        ...(added.length > 0 ? [`port ${numbers(added)} added`] : []),
        ...(removed.length > 0 ? [`port ${numbers(removed)} removed`] : []),
    ];
    return parts.length > 0 ? parts.join(", ") : "ports";
}

export function goneHeading(fact: FactOf<"serviceGone">, inputs: Inputs): Heading {
    const { otherKind, ending, reasons } = fact;
    const tail = ending === "replace" ? `replaced${because(reasons)}` : "deleted";
    const kind =
        otherKind === undefined || inputs.byHand
            ? ""
            : `${inputText(inputs, { input: "kind", ...otherKind })}: `;
    return { lead: `${kind}${kindOf(fact)}`, thing: fact.thing.name, tail };
}

export function numbers(ports: readonly ServicePort[]): string {
    return listed(ports.map(({ port }) => String(port)));
}

export function kindOf({ balanced }: { readonly balanced: boolean }): string {
    return balanced ? "load balancer" : "Service";
}

export function of(what: string, fact: { readonly thing: Thing; readonly balanced: boolean }): Heading {
    return { lead: `${what} of ${kindOf(fact)}`, thing: fact.thing.name };
}
