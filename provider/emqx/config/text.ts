import * as pulumi from "@pulumi/pulumi";
import { type Listener, listenersOff } from "../listeners/listeners";

/**
 * The HOCON text of `config.data`: limits of the listeners that EMQX applies while it runs, then the user's.
 * Deterministic, so that an unchanged program shows no difference. The operator puts the four default listeners'
 * default ports in front of this text, and pushes both to running nodes at every change: hence `bind` and
 * `enable` once more, or a change of anything here would move a listener back to its default port.
 */
export function configData(
    listeners: readonly Listener[],
    config: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
    const on = listeners.map((l) =>
        pulumi
            .all([l.maxConnections, l.maxConnectionRate])
            .apply(([connections, rate]) =>
                [
                    `listeners.${l.kind}.default.enable = true`,
                    `listeners.${l.kind}.default.bind = ${l.port}`,
                    `listeners.${l.kind}.default.max_connections = ${connections}`,
                    `listeners.${l.kind}.default.max_conn_rate = "${rate}/s"`,
                ].join("\n"),
            ),
    );
    const off = listenersOff(listeners).map((kind) => `listeners.${kind}.default.enable = false`);
    return pulumi
        .all([pulumi.all(on), config])
        .apply(([lines, text]) => `${[...lines, ...off, text?.trim()].filter(Boolean).join("\n")}\n`);
}
