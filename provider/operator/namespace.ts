import type * as pulumi from "@pulumi/pulumi";
import type { OperatorArgs } from "./emqxOperatorArgs";

/** Where the operator is installed. */
export function operatorNamespaceOf(args: Pick<OperatorArgs, "namespace"> | undefined): pulumi.Input<string> {
    return args?.namespace ?? "emqx-operator-system";
}
