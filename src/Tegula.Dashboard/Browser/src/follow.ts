// Follows a study: the whole course once, then what is new, as long as somebody looks.
import { follows, merge, type Course } from "./course";

export type Link = "live" | "reconnecting" | "ended" | "waiting" | "gone" | "unreadable";

export interface Watcher {
    course(course: Course): void;
    link(link: Link): void;
}

const shortestPause = 2_000;
const longestPause = 30_000;
const refusals: Readonly<Record<number, Link>> = { 404: "gone", 503: "unreadable" };

/** Follows the study whose course lies at an address ending in /course.json; its events lie beside it. */
export function follow(address: string, watcher: Watcher): void {
    const events = address.replace(/course\.json$/, "events");
    let known: Course | null = null;
    let source: EventSource | null = null;
    let timer = 0;
    let pause = shortestPause;
    let round = 0;

    const stop = (): void => {
        round++;
        clearTimeout(timer);
        source?.close();
        source = null;
    };

    const later = (): void => {
        stop();
        timer = window.setTimeout(() => void start(), pause);
        pause = Math.min(1.5 * pause, longestPause);
    };

    // False where what came does not go on where the known course ends: it is forgotten then.
    const take = (course: Course): boolean => {
        const next = known === null ? course : follows(known, course) ? merge(known, course) : null;
        known = next;
        if (next !== null) {
            watcher.course(next);
        }
        return next !== null;
    };

    const settle = (): void => {
        switch (known?.study.status) {
            case "done":
                stop();
                watcher.link("ended");
                break;
            case "running":
                if (source === null) {
                    listen(known.next);
                } else {
                    watcher.link("live");
                }
                break;
            default:
                // It may be resumed, here or elsewhere.
                watcher.link("waiting");
                later();
        }
    };

    const listen = (from: number): void => {
        const opened = new EventSource(`${events}?from=${from}`);
        source = opened;
        opened.addEventListener("open", () => {
            pause = shortestPause;
            watcher.link("live");
        });
        opened.addEventListener("course", message => {
            if (take(JSON.parse((message as MessageEvent<string>).data) as Course)) {
                settle();
            } else {
                void start();
            }
        });
        opened.addEventListener("gone", () => {
            stop();
            watcher.link("gone");
        });
        opened.addEventListener("unreadable", () => watcher.link("unreadable"));
        opened.addEventListener("error", () => {
            watcher.link("reconnecting");
            // A connection that broke is made again by the browser; one that was refused is not.
            if (opened.readyState === EventSource.CLOSED) {
                later();
            }
        });
    };

    const start = async (): Promise<void> => {
        stop();
        const mine = round;
        try {
            const answer = await fetch(`${address}?from=${known?.next ?? 0}`, { headers: { Accept: "application/json" } });
            const course = answer.ok ? await answer.json() as Course : null;
            if (mine !== round) {
                return;
            }
            if (course !== null && take(course)) {
                settle();
                return;
            }
            if (course === null) {
                watcher.link(refusals[answer.status] ?? "reconnecting");
            }
            later();
        } catch {
            if (mine === round) {
                watcher.link("reconnecting");
                later();
            }
        }
    };

    const resume = (): void => {
        pause = shortestPause;
        void start();
    };

    // A browser opens six connections to one server at most: a page that nobody sees gives its own back.
    document.addEventListener("visibilitychange", () => {
        if (document.hidden) {
            stop();
        } else if (known?.study.status !== "done") {
            resume();
        }
    });
    window.addEventListener("pagehide", stop);
    window.addEventListener("pageshow", event => {
        if (event.persisted && known?.study.status !== "done") {
            resume();
        }
    });
    void start();
}
