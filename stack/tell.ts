import * as pulumi from "@pulumi/pulumi";
import type { EmqxOnAck, EmqxOnAckArgs } from "emqx-ack";
import { PROJECT, SETTINGS } from "../provider/naming/settings";
import { commandFor, removalOf } from "./commands";
import type { StackArgs } from "./config";
import { inSettings, settingOf } from "./inSettings";
import type { Values, WrongSetting } from "./values";

/**
 * From here on whatever is told names settings: warnings, what the gates wait for, and errors of values that are known late,
 * which Pulumi's run-time logs by itself. Its log is the one way that all of them take.
 */
export function tellInSettings(values: Values, warnings: readonly string[], notes: readonly string[]): void {
    const log = pulumi.log as { -readonly [K in "info" | "warn" | "error"]: Told };
    for (const severity of ["info", "warn", "error"] as const) {
        const tell = log[severity].inWords ?? log[severity];
        const inKeys: Told = (message, ...rest) =>
            tell(pulumi.getProject() === PROJECT ? everyLine(message, values) : message, ...rest);
        // A process that runs the program again, as tests do, begins with what was there before.
        log[severity] = Object.assign(inKeys, { inWords: tell });
    }
    for (const warning of warnings) void pulumi.log.warn(warning);
    for (const note of notes) void pulumi.log.info(note);
}

type Told = typeof pulumi.log.info & { inWords?: typeof pulumi.log.info };

/** A component's refusal, and a problem of an argument: a line that begins with its property path. */
const REFUSAL = /^(\w+) "([^"]*)" has \d+ problems? in its arguments:$/;
const PROBLEM = /^ {2}(\w[\w.]*(?:\[[^\]]*\][\w.]*)*): /;

/** A line to write into a program, as the gates give it. */
const TO_WRITE = /^ {6}(?:(edition|version): "(.*)"|operator: \{ version: "(.*)" \}.*)$/;

/** A message with settings in place of arguments, line by line. */
export function everyLine(message: unknown, values: Values): string {
    const text = String(message);
    if (text.startsWith(HEADLINE)) return text;
    let component: RegExpExecArray | null = null;
    return text
        .split("\n")
        .map((line, i, lines) => {
            component = REFUSAL.exec(line) ?? component;
            const path = component === null ? undefined : PROBLEM.exec(line)?.[1];
            const toWrite = TO_WRITE.exec(line);
            if (toWrite !== null) return `      ${commandOf(toWrite, values)}`;
            if (path === undefined) return inSettings(line, values);
            const whole = inWholeStack(path, component?.[1], component?.[2]);
            if (settingOf(whole, values) === undefined) return inSettings(line, values);
            const wrong = wrongSetting(whole, line.slice(path.length + 4), values);
            // The lines to write follow.
            const { command, ...told } = wrong;
            return linesOf(TO_WRITE.test(lines[i + 1] ?? "") ? told : wrong).join("\n");
        })
        .join("\n");
}

function commandOf([, name, value, operator]: RegExpExecArray, values: Values): string {
    const path = name === undefined ? "operator.version" : `emqx.${name}`;
    return commandFor(settingOf(path, values) ?? path, value ?? operator ?? "");
}

/** The property path of the whole stack, of one that a component inside it gives. */
function inWholeStack(path: string, component = "", name = ""): string {
    switch (component) {
        case "EmqxCluster":
            return path
                .replace(/^(?:kernelProfile|coreKernelProfile)\b/, "kernel")
                .replace(/^operatorVersion\b/, "operator.version")
                .replace(OF_EMQX, "emqx.$&");
        case "MqttLoadBalancer":
            return `loadBalancer.${path}`;
        case "EmqxOperator":
            return `operator.${path}`;
        case "CertManager":
            return `certManager.${path}`;
        case "TunedNodePool":
            return path
                .replace(/^kernelProfile\b/, "kernel")
                .replace(/^pool\b/, name.endsWith("-core") ? "corePool" : "replicantPool");
        default:
            return path;
    }
}

/** What does not stand at the top of the whole stack's arguments as well. */
const OF_EMQX = /^(?!kernel\b|operator\b|connections\b|imageRegistry\b|protect\b).+/;

/** Arguments that no component takes: it then tells all that is wrong with the others before it makes anything. */
const REFUSED = "wrongConfiguration";

/** Makes the component; what is wrong with its arguments and what is wrong with the configuration is told together. */
export function refusedInSettings(stack: StackArgs, make: (args: EmqxOnAckArgs) => EmqxOnAck): EmqxOnAck {
    const { args, wrong, values } = stack;
    try {
        const made = make(wrong.length === 0 ? args : ({ ...args, [REFUSED]: true } as EmqxOnAckArgs));
        if (wrong.length === 0) return made;
    } catch (error) {
        if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
        const problems = error.errors.filter(({ propertyPath }) => propertyPath !== REFUSED);
        throw refusal([...wrong, ...wrongSettings(problems, values)]);
    }
    throw refusal(wrong);
}

/** What is wrong with arguments, by the settings they come from; what only follows from a wrong one is not told again. */
export function wrongSettings(
    problems: readonly { readonly propertyPath: string; readonly reason: string }[],
    values: Values,
): WrongSetting[] {
    const found = problems.map(({ propertyPath, reason }) => ({
        ...wrongSetting(propertyPath, reason, values),
        follows: SETTINGS.some(({ also }) => also?.includes(propertyPath)),
    }));
    return found.filter(
        ({ key, follows }) => !follows || !found.some((other) => other.key === key && !other.follows),
    );
}

function wrongSetting(path: string, reason: string, values: Values): WrongSetting {
    const setting = settingOf(path, values);
    const sentence = inSettings(reason, values);
    if (setting === undefined) return { key: path, reason: sentence };
    const unknown = sentence.startsWith(NO_INPUT);
    return {
        key: setting,
        reason: unknown ? sentence.replace(NO_INPUT, "is not a setting") : sentence,
        command: unknown ? removalOf(setting) : commandFor(setting),
    };
}

/** What the component says of a property that it does not have. */
const NO_INPUT = "is not an input";

const HEADLINE = "the configuration of stack ";

function refusal(wrong: readonly WrongSetting[]): pulumi.RunError {
    const count = wrong.length === 1 ? "1 problem" : `${wrong.length} problems`;
    return new pulumi.RunError(
        `${HEADLINE}${pulumi.getStack()} has ${count}:\n${wrong.flatMap(linesOf).join("\n")}`,
    );
}

function linesOf({ key, reason, command }: WrongSetting): string[] {
    const qualified = key.includes(":") ? key : `${PROJECT}:${key}`;
    return [`  ${qualified}: ${reason}`, ...(command === undefined ? [] : [`      ${command}`])];
}
