import * as pulumi from "@pulumi/pulumi";

/**
 * Tells a person something before anything happens. Not attached to the component: Pulumi delivers messages in order, and one
 * that waits for the URN of a component that itself waits would hold up all that come later, or lose them.
 */
export function tell(severity: "info" | "warn", component: string, sentence: string): void {
    void pulumi.log[severity](`${component}: ${sentence}`);
}
