// @ts-check
// The Fluent UI web components that Redial's page uses, and their theme.
import { webDarkTheme, webLightTheme } from "@fluentui/tokens";
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/progress-bar.js";
import "@fluentui/web-components/spinner.js";
import { setTheme } from "@fluentui/web-components/theme/set-theme.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

function follow() {
  setTheme(dark.matches ? webDarkTheme : webLightTheme);
}

dark.addEventListener("change", follow);
follow();
