import { write as writeObject } from "../blueGreen/object";
import type { EmqxObject, WrittenObject } from "../line/object";

/** The EMQX object of line 2.2, `apps.emqx.io/v2beta1`. */
export function write(emqx: EmqxObject): WrittenObject {
    return writeObject(emqx);
}
