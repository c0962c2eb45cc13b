import java.util.ArrayList;
import java.util.List;

/** Signs in to tenants that requests are to be made for. */
final class Samples {

    private static final int PROFILES = 100;

    private Samples() {}

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
