import { coldStart, type Start } from "./measure";
import { type BenchedPlugin, makePlugins } from "./plugins";

/** `npm run bench:plugin`: what `pulumi up` waits for before the first component, as ratios. */

const TIMES = 5;

/** The quickest of several starts: what disturbs one only makes it slower. */
async function best(plugin: BenchedPlugin, user: string): Promise<Start> {
    const starts: Start[] = [];
    for (let i = 0; i < TIMES; i++) starts.push(await coldStart(plugin, user));
    return starts.reduce((a, b) => (b.constructSeconds < a.constructSeconds ? b : a));
}

async function main(): Promise<void> {
    const { plugins, user, remove } = makePlugins();
    try {
        console.log(`Cold start of a plugin to the answer to its first Construct, best of ${TIMES}`);
        let bare: Start | undefined;
        for (const plugin of plugins) {
            const start = await best(plugin, user);
            bare ??= start;
            const { servingSeconds, constructSeconds, peakMb } = start;
            const ratio = `${(constructSeconds / bare.constructSeconds).toFixed(2)}x`;
            console.log(
                `  ${plugin.title.padEnd(34)} serving ${servingSeconds.toFixed(2).padStart(6)} s, first Construct ${constructSeconds.toFixed(2).padStart(6)} s (${ratio}), ${peakMb.toFixed(0)} MB`,
            );
        }
    } finally {
        remove();
    }
}

main().catch((error) => {
    console.error(error);
    process.exitCode = 1;
});
