// Loaded before the body, so that the page never shows in one theme first and in the other then.
const key = "tegula-theme";
const themes = ["auto", "light", "dark"] as const;
type Theme = (typeof themes)[number];

function kept(): Theme {
    try {
        const value = localStorage.getItem(key);
        return themes.find(theme => theme === value) ?? "auto";
    } catch {
        // A browser that keeps nothing follows the system.
        return "auto";
    }
}

function apply(theme: Theme): void {
    if (theme === "auto") {
        delete document.documentElement.dataset["theme"];
    } else {
        document.documentElement.dataset["theme"] = theme;
    }
}

function keep(theme: Theme): void {
    try {
        localStorage.setItem(key, theme);
    } catch {
        // The choice then holds for this page alone.
    }
}

function offer(button: HTMLButtonElement): void {
    let theme = kept();
    const show = (): void => {
        const label = button.querySelector("span");
        if (label !== null) {
            label.textContent = `Theme: ${theme}`;
        }
    };
    button.addEventListener("click", () => {
        theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
        keep(theme);
        apply(theme);
        show();
    });
    show();
    button.hidden = false;
}

apply(kept());
document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
    if (button !== null) {
        offer(button);
    }
});
