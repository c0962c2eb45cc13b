package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stoa.distribution.SteadyLoad.Kind;
import org.stoa.testkit.modules.ModuleBuilder;

/**
 * Upgrades of modules, one after the other, while clients send reads and writes at a steady rate. Prints what was sent,
 * what failed, and how long answers took: {@code -Dstoa.upgrades=50 -Dstoa.rate=200}.
 */
class UpgradeLoadIT {

    private static final String PASSWORD = "upgrades-of-Stoa-42";
    private static final int UPGRADES = Integer.getInteger("stoa.upgrades", 10);
    private static final int RATE = Integer.getInteger("stoa.rate", 100);

    @Test
    void noRequestFailsAndNoRowIsLost() throws Exception {
        try (StoaProcess stoa = start("upgrade-load")) {
            Path directory = Files.createDirectories(stoa.dataDirectory().resolveSibling("modules"));
            ModuleBuilder module = ModuleBuilder.of("load");
            stoa.shell("module:install " + module.kar(directory));
            String token = tenantWith(stoa, "load");
            Kind read = new Kind("/load/version", null);
            Kind write = new Kind("/load/rows", "{\"note\": \"under load\"}");
            SteadyLoad load = new SteadyLoad(stoa.baseUrl(), token, RATE, List.of(write, read, read, read));
            for (int i = 1; i <= UPGRADES; i++) {
                module = module.version("1." + i + ".0")
                        .entry(
                                "db/migration/V" + (i + 1) + "__added.sql",
                                "ALTER TABLE @id@.row ADD COLUMN added_" + i + " text;");
                assertThat(stoa.shell("module:install " + module.kar(directory)))
                        .contains("COMPLETED");
            }
            load.end(UPGRADES + " upgrades");
            long stored = new Api(stoa.baseUrl())
                    .withToken(token)
                    .get("/load/rows")
                    .expect(200)
                    .body()
                    .path("rows")
                    .asLong();
            assertThat(stored)
                    .as("rows: those answered 201, and the one of seed")
                    .isEqualTo(load.answered(write) + 1);
        }
    }

    /** The modules that are shipped, as they are but for their version. */
    @Test
    void bookingAndMarketplaceAreUpgradedWithoutAFailedRequest() throws Exception {
        try (StoaProcess stoa = start("upgrade-shipped")) {
            Path directory = Files.createDirectories(stoa.dataDirectory().resolveSibling("modules"));
            String token = tenantWith(stoa, "booking", "marketplace");
            Kind resources = new Kind("/booking/resources?limit=10", null);
            Kind resource = new Kind("/booking/resources", "{\"kind\": \"ROOM\", \"name\": \"Room\"}");
            Kind listings = new Kind("/marketplace/listings?q=room", null);
            Kind listing = new Kind(
                    "/marketplace/listings",
                    "{\"type\": \"JOB\", \"title\": \"Room\", \"description\": \"A room\", \"priceType\": \"NEGOTIABLE\"}");
            SteadyLoad load = new SteadyLoad(
                    stoa.baseUrl(),
                    token,
                    RATE / 2,
                    List.of(resources, listings, resource, resources, listings, listing));
            for (String version : List.of("1.0.1", "1.0.2")) {
                for (String module : List.of("booking", "marketplace")) {
                    Path kar = ShippedKar.of(stoa, module).withVersion(version, directory);
                    assertThat(stoa.shell("module:install " + kar)).contains("COMPLETED");
                }
            }
            load.end("2 upgrades each of booking and marketplace");
            assertThat(rows(stoa, "booking.resource")).isEqualTo(load.answered(resource));
            assertThat(rows(stoa, "marketplace.listing")).isEqualTo(load.answered(listing));
            assertThat(stoa.shell("module:list")).contains("1.0.2");
        }
    }

    private static StoaProcess start(String name) {
        return StoaProcess.prepare(name)
                .asShipped()
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_PROFILE", "development")
                .withoutRateLimits()
                .start();
    }

    private static long rows(StoaProcess stoa, String table) throws Exception {
        try (var connection = EmbeddedDatabase.of(stoa).connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** @return an access token of its administrator */
    private static String tenantWith(StoaProcess stoa, String... modules) {
        Api admin = new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD);
        admin.post(
                        "/platform/tenants",
                        """
                        {"identifier": "acme", "name": "Acme",
                         "administrator": {"email": "anna@acme.example", "password": "%s", "displayName": "Anna"}}"""
                                .formatted(PASSWORD))
                .expect(201);
        for (String module : modules) {
            admin.post("/tenants/acme/modules", "{\"moduleId\": \"" + module + "\"}")
                    .expect(200);
        }
        return new Api(stoa.baseUrl())
                .post("/auth/login", "{\"email\": \"anna@acme.example\", \"password\": \"%s\"}".formatted(PASSWORD))
                .expect(200)
                .at("/accessToken");
    }
}
