import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { DefaultOf } from "./removedKeys";

/** EMQX's defaults, of the release that an object runs. */
export function defaultsFor(state: EmqxState | undefined): DefaultOf {
    void state;
    return () => undefined;
}
