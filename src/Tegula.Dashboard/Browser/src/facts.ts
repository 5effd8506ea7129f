// Facts of a study in the page, kept up to date. The page has them from the server already; here only what changes is written.
import type { Course } from "./course";
import type { Link } from "./follow";
import { write } from "./figures";
import { count, duration, number, stepNumber } from "./text";

const links: Readonly<Record<Link, string>> = {
    live: "Live: what is measured appears here at once",
    reconnecting: "Connection lost: trying again",
    ended: "Ended: nothing more will come",
    gone: "Gone: the study is not there any more",
    unreadable: "Cannot be read: trying again",
    waiting: "Waiting: the search does not run",
};

// Whoever listens to the page is told of a new best at most this often, and once more at the end.
const quietTime = 30_000;

export class Facts {
    #bestStep = -1;
    #status = "";
    #spoken = 0;
    #link: Link | null = null;

    /** Writes what a course says. */
    show(course: Course): void {
        const { study, best } = course;
        const last = best.step.length - 1;
        fact("steps", study.asked === null ? count(study.steps) : `${count(study.steps)} of ${count(study.asked)}`);
        fact("evaluations", count(study.evaluations));
        fact("failed", count(study.failed));
        fact("seconds", duration(study.seconds));
        fact("error", study.error ?? "");
        const bar = document.querySelector<HTMLProgressElement>("[data-course=progress]");
        if (bar !== null && study.asked !== null) {
            bar.value = Math.min(study.steps, study.asked);
        }
        if (last >= 0) {
            this.#showBest(course, last);
        }
        this.#tell(course, best.step[last] ?? -1);
    }

    #showBest({ study, best }: Course, last: number): void {
        fact("best-cost", number(best.cost[last]));
        fact("best-step", count(stepNumber(best.step[last] ?? 0)));
        fact("best-architecture", best.architecture[last] ?? "");
        const link = document.querySelector<HTMLAnchorElement>("a[data-course=best-architecture]");
        if (link !== null) {
            link.href = `/architectures/${encodeURIComponent(study.store)}/${best.evaluation[last] ?? 0}?study=${study.id}`;
            link.hidden = false;
        }
    }

    /** Writes how things stand with the server. */
    link(link: Link): void {
        if (link === this.#link) {
            return;
        }
        this.#link = link;
        const badge = document.querySelector<HTMLElement>("[data-course=link]");
        if (badge !== null) {
            badge.className = `badge badge-${link}`;
            badge.hidden = false;
            write(badge, links[link]);
        }
    }

    #tell({ study, best }: Course, step: number): void {
        const found = `best at step ${count(stepNumber(step))}, cost ${number(best.cost.at(-1))}.`;
        const hasEnded = this.#status === "running" && study.status !== "running";
        const isNew = this.#bestStep >= 0 && step !== this.#bestStep;
        const now = Date.now();
        this.#status = study.status;
        if (hasEnded) {
            this.#bestStep = step;
            fact("news", step < 0 ? `Now ${study.status}.` : `Now ${study.status}: ${found}`);
        } else if (this.#bestStep < 0) {
            this.#bestStep = step;
        } else if (isNew && now - this.#spoken > quietTime) {
            [this.#bestStep, this.#spoken] = [step, now];
            fact("news", `New ${found}`);
        }
    }
}

function fact(name: string, text: string): void {
    write(document.querySelector(`[data-course="${name}"]`), text);
}
