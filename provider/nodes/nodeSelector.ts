import { labelKey, labelValue } from "../validation/kubernetesNames";
import { input, mapOf } from "../validation/schema";

/** Labels that select nodes. */
export const NODE_SELECTOR = mapOf(input(labelValue), labelKey);
