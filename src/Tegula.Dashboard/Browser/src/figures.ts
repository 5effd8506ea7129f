// The figures of a page: a heading, a sentence, a chart, and the same numbers as a table for those who want or need them.
import { Plot, type Drawing, type PlotEvents } from "./plot";
import { count } from "./text";

export interface NumberRows {
    readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
    readonly rows: readonly (readonly string[])[];
}

export interface Shown {
    readonly title: string;
    readonly summary: string;
    /** Null where there is nothing to draw. */
    readonly drawing: Drawing | null;
    readonly numbers: () => NumberRows;
}

/** A figure of the page, found or made from its pattern. */
export class FigurePart {
    readonly element: HTMLElement;
    readonly #plot: Plot;
    readonly #place: HTMLElement;
    readonly #details: HTMLDetailsElement;
    #shown: Shown | null = null;

    constructor(element: HTMLElement, events: PlotEvents) {
        this.element = element;
        this.#place = part(element, "[data-chart]");
        this.#details = part(element, "details");
        this.#plot = new Plot(this.#place, events);
        this.#details.addEventListener("toggle", () => this.#fill());
    }

    /** Shows something else. */
    show(shown: Shown): void {
        this.#shown = shown;
        write(part(this.element, "[data-title]"), shown.title);
        write(part(this.element, "[data-summary]"), shown.summary);
        this.#place.hidden = this.#details.hidden = shown.drawing === null;
        this.#place.setAttribute("aria-label", `Chart: ${shown.title}. ${shown.summary}`);
        this.#plot.draw(shown.drawing);
        this.#fill();
    }

    /** Draws again, in the colours that hold now. */
    redraw(): void {
        this.#plot.draw();
    }

    // A table that nobody has opened costs nothing.
    #fill(): void {
        if (this.#shown === null || this.#shown.drawing === null || !this.#details.open) {
            return;
        }
        const { columns, rows } = this.#shown.numbers();
        const table = document.createElement("table");
        const head = table.createTHead().insertRow();
        for (const column of columns) {
            const cell = document.createElement("th");
            cell.scope = "col";
            cell.textContent = column.name;
            cell.className = column.isNumber ? "number" : "";
            head.append(cell);
        }
        const body = table.createTBody();
        for (const row of rows) {
            const line = body.insertRow();
            row.forEach((text, index) => {
                const cell = line.insertCell();
                cell.textContent = text;
                cell.className = columns[index]?.isNumber === true ? "number" : "architecture";
            });
        }
        const region = part(this.element, ".table");
        const scrolled = region.scrollTop;
        region.setAttribute("aria-label", `${this.#shown.title}: the numbers`);
        region.replaceChildren(table);
        region.scrollTop = scrolled;
        write(part(this.element, "summary"), `The numbers (${count(rows.length)} rows)`);
    }
}

/** The part of an element that the server has put there. */
export function part<T extends HTMLElement>(element: ParentNode, selector: string): T {
    const found = element.querySelector<T>(selector);
    if (found === null) {
        throw new Error(`the page lacks ${selector}`);
    }
    return found;
}

/** Writes a text where it is not there yet, so that nothing is announced twice. */
export function write(element: Element | null, text: string): void {
    if (element !== null && element.textContent !== text) {
        element.textContent = text;
    }
}
