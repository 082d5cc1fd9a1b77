const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const INTERVAL_MS = 100;

/** A line on a terminal that says what is going on until it is done; silent where there is no terminal. */
export class Progress {
    private frame = 0;
    private text = "";
    private timer: NodeJS.Timeout | undefined;

    constructor(private readonly stream: NodeJS.WriteStream) {}

    public start(text: string): void {
        this.text = text;
        if (this.stream.isTTY) {
            this.draw();
            this.timer = setInterval(() => this.draw(), INTERVAL_MS);
        }
    }

    public update(text: string): void {
        this.text = text;
    }

    /** A line that stays; also where there is no terminal, since it says what takes long or what is compared. */
    public say(line: string): void {
        const { timer } = this;
        this.stop();
        this.stream.write(`${line}\n`);
        if (timer !== undefined) {
            this.start(this.text);
        }
    }

    public stop(): void {
        if (this.timer !== undefined) {
            clearInterval(this.timer);
            this.timer = undefined;
            this.stream.write("\r\u001b[K");
        }
    }

    private draw(): void {
        this.frame = (this.frame + 1) % FRAMES.length;
        const line = `${FRAMES[this.frame]} ${this.text}`.slice(0, (this.stream.columns || 80) - 1);
        this.stream.write(`\r\u001b[K${line}`);
    }
}
