package org.stoa.metadata.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.SelectProvider;
import org.stoa.api.data.Json;
import org.stoa.metadata.entity.EntityRow;

/** Searches entities; what {@link SearchSql} makes of a search. */
public interface SearchMapper {

    /** An entity and what it was sorted by; complete unless older ones with the words may have been left out. */
    record FoundRow(
            UUID tenantId,
            UUID id,
            String entityType,
            String entitySubtype,
            UUID accountId,
            UUID ownerId,
            String name,
            String slug,
            String status,
            boolean restricted,
            UUID schemaId,
            int schemaNumber,
            Json structuredData,
            Json customFields,
            Json computedFields,
            int completeness,
            Double latitude,
            Double longitude,
            long version,
            Instant createdAt,
            Instant updatedAt,
            String sortValue,
            boolean complete) {

        EntityRow row() {
            return new EntityRow(
                    tenantId,
                    id,
                    entityType,
                    entitySubtype,
                    accountId,
                    ownerId,
                    name,
                    slug,
                    status,
                    restricted,
                    schemaId,
                    schemaNumber,
                    structuredData,
                    customFields,
                    computedFields,
                    completeness,
                    latitude,
                    longitude,
                    version,
                    createdAt,
                    updatedAt);
        }
    }

    /** How many entities have a value in a field. */
    record FacetRow(String field, String value, long count) {}

    @SelectProvider(type = SearchSql.class, method = "find")
    List<FoundRow> find(UUID tenantId, Search search);

    /** The same for {@link Search#isOfNewestWithWords}, among the newest only where very many have the words. */
    @SelectProvider(type = SearchSql.class, method = "findAmongNewest")
    List<FoundRow> findAmongNewest(UUID tenantId, Search search);

    @SelectProvider(type = SearchSql.class, method = "count")
    List<FacetRow> count(UUID tenantId, Search search, String field, int most);
}
