import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../../validation/output";
import type { Listener } from "../listeners/listeners";
import { listenerSettings } from "../listeners/settings";
import { readHocon } from "./hocon/evaluate";
import { type Made, madeObject } from "./hocon/made";
import { writeHocon } from "./hocon/write";

/**
 * The HOCON text of `config.data`: all of the listeners, then the user's, written anew as operator, boot and push read it alike.
 * Deterministic, so that an unchanged program shows no difference. The operator puts the four default listeners'
 * default ports in front of this text, and pushes both to running
 * nodes at every change; EMQX fills with its defaults whatever such a text leaves out of a root that it names. Hence every
 * setting of the environment once more, with the same value. Source: emqx_conf_cli.erl, check_config, at e5.8.11.
 */
export function configData(
    listeners: readonly Listener[],
    config: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
    const ours = listeners.flatMap((listener) =>
        listenerSettings(listener).map(({ path, value }) =>
            mapInput(
                value,
                (known): Made => ({
                    path: ["listeners", listener.kind, listener.name, ...path],
                    value: known,
                }),
            ),
        ),
    );
    return pulumi.all([pulumi.all(ours), config]).apply(([made, text]) =>
        writeHocon({
            kind: "object",
            fields: [...madeObject(made).fields, ...readHocon(text ?? "").fields],
        }),
    );
}
