package org.stoa.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout.Canary;

/** {@code module:install}. */
@Service
@Command(
        scope = "module",
        name = "install",
        description = "Installs a module on all nodes, or upgrades it, while requests go on.")
public final class ModuleInstallCommand extends PlatformCommand {

    private static final int PERCENT = 100;

    @Argument(
            index = 0,
            name = "file",
            required = true,
            description = "A .kar, or a bundle as .jar; a URL such as mvn:g/a/v/kar")
    @Completion(FileCompleter.class)
    String source;

    @Argument(index = 1, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--simulate", description = "Only show the plan")
    boolean simulate;

    @Option(name = "--plan", description = "Refuse if the plan is no longer the one with this id")
    String plan;

    @Option(name = "--canary", description = "Serve only this share of the tenants at first, in percent")
    int canary;

    @Option(
            name = "--error-rate",
            description = "Share of failed requests, in percent, over which a canary is taken back")
    int errorRate = 5;

    @Option(
            name = "--minimum-requests",
            description = "How many requests a canary must have answered before it is judged")
    int minimumRequests = 50;

    @Reference
    ModuleDeployment deployments;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out) throws CommandException {
        Path local = local(source);
        if (local != null) {
            deploy(local, local.getFileName().toString(), out);
            return;
        }
        try {
            Path downloaded = download(source);
            try {
                deploy(downloaded, source, out);
            } finally {
                Files.deleteIfExists(downloaded);
            }
        } catch (IOException e) {
            throw refused("The module could not be fetched from " + source + ": " + e.getMessage());
        }
    }

    private void deploy(Path file, String name, PrintStream out) throws CommandException {
        if (simulate) {
            DeploymentText.print(deployments.planInstall(platform(), file, name), out);
            return;
        }
        Canary share = canary == 0 ? null : new Canary(canary, (double) errorRate / PERCENT, minimumRequests);
        DeploymentText.follow(deployments, deployments.install(platform(), file, name, share, plan), out);
    }

    private static Path local(String source) throws CommandException {
        try {
            Path file = Path.of(source).toAbsolutePath();
            if (Files.isRegularFile(file)) {
                return file;
            }
            if (!source.contains(":")) {
                throw refused("There is no file " + file + " where the platform runs. Give the whole path.");
            }
            return null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static Path download(String source) throws IOException, CommandException {
        URL url;
        try {
            url = new URL(source);
        } catch (MalformedURLException e) {
            throw refused(source + " is neither a file nor a URL that can be fetched.");
        }
        Path file = Files.createTempFile("module", ".kar");
        try (InputStream content = url.openStream()) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
