package org.stoa.distribution;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/**
 * Base of the tests that run inside the container, as a bundle among the others: the archive just built, unpacked, on
 * free ports of the loopback interface, with a data directory of its own below {@code target/it}. One start a class.
 * Written with JUnit 4, which Pax Exam runs on.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class KarafIT {

    private static final Duration START = Duration.ofSeconds(90);
    private static final String HTTP_PORT = "stoa.it.http.port";

    @Configuration
    public Option[] configuration() throws IOException {
        int httpPort = FreePort.find();
        Path work = Path.of(System.getProperty("stoa.work")).resolve(getClass().getSimpleName());
        Folders.deleteRecursively(work);
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(
                            new File(System.getProperty("stoa.archive")).toURI().toString())
                    .karafVersion(System.getProperty("karaf.version"))
                    .name("Stoa")
                    .unpackDirectory(work.resolve("installation").toFile())
                    .useDeployFolder(false),
            keepRuntimeFolder(),
            configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
            editConfigurationFilePut("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", "" + httpPort),
            // the bundles of the test framework itself
            editConfigurationFilePut(
                    "etc/org.ops4j.pax.url.mvn.cfg",
                    "org.ops4j.pax.url.mvn.localRepository",
                    System.getProperty("org.ops4j.pax.url.mvn.localRepository")),
            systemProperty(HTTP_PORT).value("" + httpPort),
            systemProperty("stoa.data.directory").value(work.resolve("data").toString()),
            systemTimeout(START.toMillis()),
            vmOption("-Xmx512m"),
            vmOption("--add-opens=java.base/java.lang=ALL-UNNAMED"),
            vmOption("--add-opens=java.base/java.net=ALL-UNNAMED"),
            vmOption("--add-opens=java.base/java.security=ALL-UNNAMED"),
            vmOption("--add-opens=java.base/java.util=ALL-UNNAMED"),
            vmOption("--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED"),
            vmOption("--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED"),
            vmOption("--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED"),
            vmOption("--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED"),
            vmOption("--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED"),
            vmOption("-classpath"),
            vmOption("lib/boot/*" + File.pathSeparator + "lib/jdk9plus/*"),
        };
    }

    /** Inside the container: where the platform under test answers, without a slash at the end. */
    protected static String baseUrl() {
        return "http://127.0.0.1:" + System.getProperty(HTTP_PORT);
    }
}
