import { mapInput } from "../../../validation/output";
import { writeHocon } from "../../config/hocon/write";
import { write as writeObject } from "../blueGreen/object";
import type { EmqxObject, WrittenObject } from "../line/object";
import { durableSettings } from "./durable";

/** The EMQX object of line 2.3, `apps.emqx.io/v2`. */
export function write(emqx: EmqxObject): WrittenObject {
    return writeObject(emqx, {
        evacuation: { waitHealthCheck: emqx.evacuation.waitHealthCheckSeconds },
        // Nothing where there is nothing durable: a cluster that comes from line 2.2 keeps its revisions, and is rolled once.
        boot: { durable: mapInput(emqx.config, (config) => durableSettings(writeHocon(config))) },
    });
}
