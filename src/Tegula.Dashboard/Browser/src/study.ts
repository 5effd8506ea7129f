// The page of one study: charts and facts that follow it while it runs.
import type { Course, Indicator } from "./course";
import { onThemeChange } from "./colours";
import { Facts } from "./facts";
import { FigurePart, part, type Shown } from "./figures";
import { follow } from "./follow";
import type { PlotEvents } from "./plot";
import { costView, frontView, indicatorView, spreadView, turnedAwayView } from "./views";

// The list of the best is the server's; it is asked for anew at most this often, and so is what could not be had.
const refreshTime = 15_000;
// How soon the page asks again for buttons that are about to change, and puts in what waited for the reader to go on.
const swapPause = 1_000;

class StudyPage {
    readonly #charts: HTMLElement;
    readonly #figures = new Map<string, FigurePart>();
    readonly #facts = new Facts();
    readonly #known = new Map<number, Promise<string | null>>();
    readonly #events: PlotEvents;
    #status: string;
    #course: Course | null = null;
    #axes: [string, string] | null = null;
    // What came while its place had the focus.
    readonly #waiting = new Map<HTMLElement, HTMLElement>();
    // The steps that the list of the best was made of.
    #listed = -1;
    #refreshing = 0;
    #swapping = 0;

    constructor(charts: HTMLElement) {
        this.#charts = charts;
        this.#status = charts.dataset["status"] ?? "";
        this.#events = {
            open: evaluation => {
                location.href = this.#address(evaluation);
            },
            architecture: evaluation => this.#architecture(evaluation),
        };
        document.addEventListener("focusout", () => window.setTimeout(() => this.#putWaiting(), swapPause));
        onThemeChange(() => this.#figures.forEach(figure => figure.redraw()));
        if (document.querySelector("[data-search-state=stopping]") !== null) {
            this.#swapSoon();
        }
        follow(charts.dataset["source"] ?? "", { course: course => this.#show(course), link: link => this.#facts.link(link) });
    }

    #show(course: Course): void {
        this.#course = course;
        this.#facts.show(course);
        this.#draw("cost", "", costView(course));
        for (const indicator of course.indicators) {
            this.#draw("indicator", indicator.id, indicatorView(course, indicator));
        }
        this.#drawFront();
        this.#draw("spread", "", spreadView(course));
        this.#draw("turned-away", "", turnedAwayView(course));
        part<HTMLElement>(this.#charts, "[data-empty]").hidden = this.#figures.size > 0;
        this.#keepUp(course);
    }

    #draw(kind: string, indicator: string, shown: Shown | null): void {
        const key = `${kind} ${indicator}`;
        let figure = this.#figures.get(key);
        if (shown === null) {
            return;
        }
        if (figure === undefined) {
            figure = new FigurePart(this.#find(kind, indicator) ?? this.#make(kind, indicator), this.#events);
            this.#figures.set(key, figure);
        }
        figure.show(shown);
    }

    #find(kind: string, indicator: string): HTMLElement | null {
        return [...this.#charts.querySelectorAll<HTMLElement>(".chart")]
            .find(figure => figure.dataset["figure"] === kind && (figure.dataset["indicator"] ?? "") === indicator) ?? null;
    }

    #make(kind: string, indicator: string): HTMLElement {
        const pattern = part<HTMLTemplateElement>(this.#charts, kind === "front" ? "template[data-front]" : "template[data-plain]");
        const made = part<HTMLElement>(pattern.content, ".chart").cloneNode(true) as HTMLElement;
        made.dataset["figure"] = kind;
        part<HTMLElement>(made, "[data-chart]").dataset["chart"] = kind;
        if (indicator !== "") {
            made.dataset["indicator"] = indicator;
        }
        part<HTMLElement>(this.#charts, "[data-places]").append(made);
        return made;
    }

    #drawFront(): void {
        const indicators = this.#course?.indicators ?? [];
        const [one, other] = indicators;
        if (this.#course === null || one === undefined || other === undefined) {
            return;
        }
        const find = (id: string | undefined, otherwise: Indicator): Indicator => indicators.find(indicator => indicator.id === id) ?? otherwise;
        this.#draw("front", "", frontView(this.#course, find(this.#axes?.[0], one), find(this.#axes?.[1], other)));
        const figure = this.#figures.get("front ")?.element;
        if (figure !== undefined) {
            this.#offerAxes(figure, indicators, [one, other]);
        }
    }

    #offerAxes(figure: HTMLElement, indicators: readonly Indicator[], usual: readonly [Indicator, Indicator]): void {
        const selects = [part<HTMLSelectElement>(figure, "[data-axis=across]"), part<HTMLSelectElement>(figure, "[data-axis=up]")];
        if (selects[0]?.options.length === indicators.length) {
            return;
        }
        selects.forEach((select, index) => {
            const chosen = this.#axes?.[index] ?? usual[index]?.id ?? "";
            select.replaceChildren(...indicators.map(({ id, name }) => new Option(name, id, id === chosen, id === chosen)));
            select.onchange = () => {
                this.#axes = [selects[0]?.value ?? "", selects[1]?.value ?? ""];
                this.#drawFront();
            };
        });
    }

    // Buttons and lists come from the server: they change with the status, and the best ones with every step, since a cost is made of ranks.
    #keepUp(course: Course): void {
        if (course.study.status !== this.#status) {
            this.#swapSoon();
        }
        this.#offerNewer(course.study.evaluations);
        if (this.#listed < 0) {
            this.#listed = course.next;
        }
        if (this.#listed !== course.next && this.#refreshing === 0) {
            this.#refreshing = window.setTimeout(() => void this.#refreshBest(), refreshTime);
        }
    }

    // A table that somebody reads does not change by itself; an empty one fills as soon as it can.
    #offerNewer(evaluations: number): void {
        const shown = Number(document.getElementById("table-place")?.dataset["evaluations"] ?? evaluations);
        const offer = document.getElementById("newer");
        if (shown === 0 && evaluations > 0) {
            this.#swapSoon();
        }
        if (offer !== null) {
            offer.hidden = shown === 0 || evaluations <= shown;
            part<HTMLButtonElement>(offer, "button").onclick = () => {
                offer.hidden = true;
                void this.#swap();
            };
        }
    }

    #swapSoon(pause = swapPause): void {
        if (this.#swapping === 0) {
            this.#swapping = window.setTimeout(() => void this.#swap(), pause);
        }
    }

    // Buttons and badges as the server writes them now; once more a little later where it says that something is still to happen.
    async #swap(): Promise<void> {
        const fresh = await page(location.href);
        this.#swapping = 0;
        for (const place of document.querySelectorAll<HTMLElement>("[data-swap]")) {
            this.#put(place, fresh?.getElementById(place.id));
        }
        this.#status = fresh?.querySelector<HTMLElement>("[data-charts]")?.dataset["status"] ?? this.#status;
        if (this.#status !== this.#course?.study.status || document.querySelector("[data-search-state=stopping]") !== null) {
            this.#swapSoon(fresh === null ? refreshTime : swapPause);
        }
    }

    // A place that holds the focus waits until the reader goes on. Buttons do not wait, as they may no longer do what they say: the focus goes to the same
    // one again, or to the status that took it away.
    #put(place: HTMLElement, fresh: HTMLElement | null | undefined): void {
        this.#waiting.delete(place);
        if (fresh === null || fresh === undefined || fresh.innerHTML === place.innerHTML) {
            return;
        }
        const active = document.activeElement;
        const isHeld = active !== place && place.contains(active);
        if (isHeld && place.id !== "controls") {
            this.#waiting.set(place, fresh);
            return;
        }
        const label = active?.textContent;
        Object.assign(place.dataset, fresh.dataset);
        place.replaceChildren(...fresh.childNodes);
        if (isHeld) {
            const again = [...place.querySelectorAll<HTMLElement>("button, summary")].find(control => control.textContent === label);
            (again ?? document.getElementById("status"))?.focus();
        }
    }

    #putWaiting(): void {
        [...this.#waiting].forEach(([place, fresh]) => this.#put(place, fresh));
    }

    async #refreshBest(): Promise<void> {
        const steps = this.#course?.next ?? -1;
        const fresh = await page(this.#charts.dataset["best"] ?? "");
        this.#refreshing = 0;
        if (fresh !== null) {
            this.#listed = steps;
            this.#put(part(document, "#best"), fresh.getElementById("best"));
        }
    }

    #address(evaluation: number): string {
        const study = this.#course?.study;
        return `/architectures/${encodeURIComponent(study?.store ?? "")}/${evaluation}?study=${study?.id ?? 0}`;
    }

    // A point carries the number of its evaluation alone; whoever looks at it is told the rest.
    #architecture(evaluation: number): Promise<string | null> {
        const known = this.#known.get(evaluation);
        if (known !== undefined) {
            return known;
        }
        const asked = (async (): Promise<string | null> => {
            try {
                const answer = await fetch(this.#address(evaluation).replace("?", "/evaluation.json?"));
                const found = answer.ok ? await answer.json() as { architecture?: string } : {};
                return found.architecture ?? null;
            } catch {
                return null;
            }
        })();
        this.#known.set(evaluation, asked);
        return asked;
    }
}

/** What the server shows at an address; null where it cannot be had, which the state of the connection tells already. Nothing in it is run. */
async function page(address: string): Promise<Document | null> {
    try {
        const answer = await fetch(address);
        return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch {
        return null;
    }
}

const charts = document.querySelector<HTMLElement>("[data-charts]");
if (charts !== null) {
    new StudyPage(charts);
}
