import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../../validation/output";
import type { Listener } from "../listeners/listeners";
import { listenerSettings } from "../listeners/settings";
import { hoconScalar } from "./hocon/text";

/**
 * The HOCON text of `config.data`: all of the listeners, then the user's. Deterministic, so that an unchanged program shows no
 * difference. The operator puts the four default listeners' default ports in front of this text, and pushes both to running
 * nodes at every change; EMQX fills with its defaults whatever such a text leaves out of a root that it names. Hence every
 * setting of the environment once more, with the same value. Source: emqx_conf_cli.erl, check_config, at e5.8.11.
 */
export function configData(
    listeners: readonly Listener[],
    config: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
    const lines = listeners.flatMap((listener) =>
        listenerSettings(listener).map(({ path, value }) =>
            mapInput(value, (known) => `listeners.${listener.id}.${path.join(".")} = ${hoconScalar(known)}`),
        ),
    );
    return pulumi
        .all([pulumi.all(lines), config])
        .apply(([ours, text]) => `${[...ours, text?.trim()].filter(Boolean).join("\n")}\n`);
}
