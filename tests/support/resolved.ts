import * as pulumi from "@pulumi/pulumi";

/** The value with every Output in it resolved, for code that needs no engine. */
export function resolved<T>(value: T): Promise<pulumi.Unwrap<T>> {
    return new Promise((resolve) => {
        pulumi.output(value).apply((plain) => resolve(plain as pulumi.Unwrap<T>));
    });
}
