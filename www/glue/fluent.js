// @ts-check
// The Fluent UI web components that Redial's page uses, and their theme.
import { webLightTheme } from "@fluentui/tokens";
import "@fluentui/web-components/badge.js";
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/checkbox.js";
import "@fluentui/web-components/message-bar.js";
import "@fluentui/web-components/progress-bar.js";
import "@fluentui/web-components/spinner.js";
import { setTheme } from "@fluentui/web-components/theme/set-theme.js";

setTheme(webLightTheme);
