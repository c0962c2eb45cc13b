import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tenants that requests are made for. */
final class Samples {

    private static final int PROFILES = 100;

    private Samples() {}

    /** Makes tenants through the API: {@code tenant-1} and so on, the first with the profile {@code example}. */
    static void fill(Platform platform, int tenants) throws Exception {
        Loader loader = platform.loader();
        String operator = platform.operator();
        loader.schemas(operator);
        for (int number = 1; number <= tenants; number++) {
            Loader.Member member = loader.tenant(operator, number);
            if (number == 1) {
                String profile = Requests.profile(member.accountId(), "example");
                loader.send("POST", "profiles", member.accessToken(), profile, null);
            }
        }
        TimeUnit.SECONDS.sleep(2); // use of the API is counted a little later
    }

    static String email(String tenant) {
        return "owner@" + tenant + ".example";
    }

    /** @param tenants identifiers; access tokens are good for ten minutes */
    static List<Requests.Sample> of(Platform platform, Rows rows, List<String> tenants) throws Exception {
        List<Requests.Sample> samples = new ArrayList<>();
        for (String tenant : tenants) {
            String of = " WHERE tenant_id = (SELECT id FROM access.tenant WHERE identifier = '" + tenant + "')";
            samples.add(new Requests.Sample(
                    platform.loader().accessToken(email(tenant)),
                    rows.texts("SELECT id FROM access.account" + of).get(0),
                    rows.texts("SELECT id FROM metadata.entity" + of + " AND entity_type = 'profile' ORDER BY id LIMIT "
                            + PROFILES)));
        }
        return samples;
    }
}
