package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.data.CountingProxy;
import org.stoa.testkit.TestDatabases;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/**
 * What is in memory is confirmed without a round trip to the database, and after a change of it that was answered no node
 * confirms what was before.
 */
class NotModifiedRestTest {

    private static final String FORM = "/forms/registration/profile/model";
    private static final String SCHEMA = "/schemas/effective?entityType=profile&entitySubtype=model";
    private static final String TREE = "/categories/tree";
    private static final String ACME = "/tenants/acme";
    private static final Map<String, String> LABEL = Map.of("en", "Label");
    /** The platform also works for itself, in the midst of a request now and then. */
    private static final int TRIES = 30;

    private static CountingProxy proxy;
    private static TestPlatform one;
    private static TestPlatform other;
    private static TestTenant acme;
    private static ApiClient admin;

    @BeforeAll
    static void start() throws IOException {
        proxy = new CountingProxy(TestDatabases.shared().port());
        one = TestPlatform.startBehind(proxy::before);
        acme = one.createTenant("acme");
        admin = acme.admin();
        activate("{}");
        other = TestPlatform.startBehind(unused -> one.reached());
        ClassPathFramework.await(
                "memory to be used",
                () -> proxy.count(() -> admin.get(TREE).expect(200)) == 0 ? Optional.of(TREE) : Optional.empty());
    }

    @AfterAll
    static void stop() throws IOException {
        other.close();
        one.close();
        proxy.close();
    }

    static List<String> inMemory() {
        return List.of(FORM, SCHEMA, TREE, ACME + "/modules", ACME + "/features", ACME + "/permissions");
    }

    @ParameterizedTest
    @MethodSource("inMemory")
    void whatIsInMemoryIsConfirmedWithoutTheDatabase(String path) {
        ApiClient asking = withTagOf(admin, path);

        assertThat(least(() -> asking.get(path).expect(304))).isZero();
    }

    @Test
    void entityIsConfirmedByOneLookAtItsRow() {
        String path = "/profiles/" + profile();
        ApiClient asking = withTagOf(admin, path);

        assertThat(least(() -> asking.get(path).expect(304))).isEqualTo(1);
    }

    @Test
    void formIsNotConfirmedOnceItsTemplateHasChanged() {
        Map<String, Object> form =
                Map.of("formType", "registration", "entityType", "profile", "entitySubtype", "model");
        ApiResponse[] template = new ApiResponse[1];

        assertSeen(FORM, () -> template[0] = admin.post("/forms", form).expect(201));
        String own = "/forms/" + template[0].text("/id");
        assertSeen(FORM, () -> admin.patch(own, template[0].header("ETag"), Map.of("redirectUrl", "/done"))
                .expect(200));
        assertSeen(FORM, () -> admin.delete(own).expect(204));
    }

    @Test
    void formOfThePlatformIsNotConfirmedOnceItHasChanged() {
        ApiClient operator = one.superAdministrator();
        activate(operator, "/platform/schemas", "shared", "{}");
        Map<String, Object> form = Map.of("formType", "search", "entityType", "profile", "entitySubtype", "shared");
        ApiResponse[] template = new ApiResponse[1];

        String served = "/forms/search/profile/shared";
        assertSeen(
                served,
                () -> template[0] = operator.post("/platform/forms", form).expect(201));
        assertSeen(served, () -> operator.delete("/platform/forms/" + template[0].text("/id"))
                .expect(204));
    }

    @Test
    void schemaAndFormAreNotConfirmedOnceAnotherSchemaIsActive() {
        assertSeen(SCHEMA, () -> activate("{\"city\": {\"type\": \"string\"}}"));
        assertSeen(FORM, () -> activate("{\"town\": {\"type\": \"string\"}}"));
    }

    @Test
    void formIsNotConfirmedOnceACustomFieldWasAdded() {
        assertSeen(FORM, () -> admin.post(
                        "/custom-fields", Map.of("entityType", "profile", "name", "size", "type", "TEXT"))
                .expect(201));
    }

    @Test
    void treeIsNotConfirmedOnceACategoryWasAdded() {
        assertSeen(TREE, () -> admin.post("/categories", Map.of("name", LABEL)).expect(201));
    }

    @Test
    void entityIsNotConfirmedOnceItHasChanged() {
        String path = "/profiles/" + profile();
        String version = admin.get(path).header("ETag");

        assertSeen(
                path, () -> admin.patch(path, version, Map.of("name", "Berta")).expect(200));
    }

    @Test
    void userIsNotConfirmedOnceSomethingElseHasChangedThatIsShownOfIt() {
        String path = ACME + "/users/" + admin.get("/me").expect(200).text("/user/id");
        String version = admin.get(path).header("ETag").replaceFirst("-.*", "-");

        assertSeen(path, acme::signedIn);
        assertThat(admin.get(path).header("ETag"))
                .as("the last sign-in is shown with a user, and is no part of its version")
                .startsWith(version);
    }

    @Test
    void nothingIsConfirmedToWhomTheRightWasTaken() {
        ApiClient reader = acme.user("tenant.form.read");
        ApiClient there = on(other, reader);
        ApiClient asking = withTagOf(reader, FORM);
        withTagOf(there, FORM).get(FORM).expect(304);
        String user = reader.get("/me").expect(200).text("/user/id");
        String roles = ACME + "/users/" + user + "/roles";
        String role = admin.get(roles).expect(200).text("/items/0/id");

        admin.delete(roles + "/" + role).expect(204);

        asking.get(FORM).expect(403);
        there.with("If-None-Match", "*").get(FORM).expect(403);
    }

    /** Asks before and after a change on both nodes. */
    private static void assertSeen(String path, Runnable change) {
        ApiClient here = withTagOf(admin, path);
        ApiClient there = withTagOf(on(other, admin), path);
        here.get(path).expect(304);
        there.get(path).expect(304);

        change.run();

        there.get(path).expect(200);
        here.get(path).expect(200);
    }

    private static ApiClient withTagOf(ApiClient client, String path) {
        return client.with("If-None-Match", client.get(path).expect(200).header("ETag"));
    }

    /** Tokens hold on every node. */
    private static ApiClient on(TestPlatform node, ApiClient client) {
        return node.client().with("Authorization", client.header("Authorization"));
    }

    private static void activate(String properties) {
        activate(admin, "/schemas", "model", properties);
    }

    private static void activate(ApiClient client, String schemas, String subtype, String properties) {
        String draft = client.post(
                        schemas,
                        "{\"entityType\": \"profile\", \"entitySubtype\": \"" + subtype + "\","
                                + " \"baseSchema\": {\"type\": \"object\", \"properties\": " + properties + "}}")
                .expect(201)
                .text("/id");
        client.with("If-Match", "\"1\"")
                .post(schemas + "/" + draft + "/activate", Map.of())
                .expect(200);
    }

    private static String profile() {
        return admin.post("/profiles", Map.of("subtype", "model", "name", "Anna"))
                .expect(201)
                .text("/id");
    }

    private static int least(Runnable request) {
        return IntStream.range(0, TRIES).map(time -> proxy.count(request)).min().orElseThrow();
    }
}
