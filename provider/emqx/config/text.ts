import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../../validation/output";
import type { Listener } from "../listeners/listeners";
import { listenerSettings } from "../listeners/settings";
import { readHocon } from "./hocon/evaluate";
import { type Made, madeObject } from "./hocon/made";
import type { HoconError } from "./hocon/tokens";
import type { HoconObject } from "./hocon/tree";

/**
 * The configuration of an EMQX object: all of the listeners, then the user's. Operators put lines of their own in front of it, and push
 * all of it to running nodes at every change; EMQX fills with its defaults whatever such a text leaves out of a root that it names.
 * Hence every setting of the environment once more, with the same value. Source: emqx_conf_cli.erl, check_config, at e5.8.11.
 * A text that becomes known late only is refused here, by the first thing in it that is wrong.
 */
export function configTree(
    listeners: readonly Listener[],
    config: pulumi.Input<string> | undefined,
    refused: (config: HoconObject, text: string) => readonly HoconError[] = () => [],
): pulumi.Output<HoconObject> {
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
    return pulumi.all([pulumi.all(ours), config]).apply(([made, text]): HoconObject => {
        const own = readHocon(text ?? "");
        const [wrong] = refused(own, text ?? "");
        if (wrong !== undefined) throw wrong;
        return { kind: "object", fields: [...madeObject(made).fields, ...own.fields] };
    });
}
