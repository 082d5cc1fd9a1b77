import { read as readObject } from "../blueGreen/read";
import type { EmqxState } from "../line/state";
import { pace } from "./pace";

/** The inverse of `write`, for any object of this line, whoever wrote it. */
export function read(object: unknown): EmqxState {
    return readObject(object, pace.defaults);
}
