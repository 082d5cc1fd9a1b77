import { paceOf } from "../blueGreen/pace";

export const pace = paceOf("operator 2.2", { core: "deleted", replicant: "deleted" });
