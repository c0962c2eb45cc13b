package org.stoa.launcher;

import java.util.Locale;
import java.util.Optional;

/** What is printed when the platform is ready: where it is, who may log in, what to try. */
final class Banner {

    private Banner() {}

    static String text(Settings settings, Optional<FirstAdministrator> generated, double seconds) {
        String email = generated.map(FirstAdministrator::email).orElse(settings.administratorEmail());
        String password = generated.map(FirstAdministrator::password).orElse("...");
        String url = settings.baseUrl();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%nStoa is ready in %.1f s%n%n", seconds));
        text.append("  Base URL        ").append(url).append('\n');
        text.append("  Administrator   ").append(email).append('\n');
        if (generated.isPresent()) {
            text.append("  Password        ").append(password).append("   (shown this once: keep it)\n");
        }
        text.append("  Data directory  ").append(settings.dataDirectory()).append('\n');
        text.append("  Log             ").append(settings.logFile()).append('\n');
        text.append("\nThree things to try:\n\n");
        text.append("  TOKEN=$(curl -s ")
                .append(url)
                .append("/api/v1/auth/login -H 'Content-Type: application/json' -d '{\"email\":\"")
                .append(email)
                .append("\",\"password\":\"")
                .append(password)
                .append("\"}' | sed 's/.*\"accessToken\":\"\\([^\"]*\\)\".*/\\1/')\n");
        text.append("  curl -s ")
                .append(url)
                .append("/api/v1/platform/tenants -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type:"
                        + " application/json' -d '{\"identifier\":\"go-models\",\"name\":\"Go Models Agency\"}'\n");
        text.append("  ").append(url).append("/api/docs   in a browser\n");
        text.append("\nCtrl-C stops everything.\n");
        return text.toString();
    }
}
