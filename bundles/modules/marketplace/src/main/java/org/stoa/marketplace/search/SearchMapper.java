package org.stoa.marketplace.search;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.stoa.marketplace.listing.ListingMapper;
import org.stoa.marketplace.listing.ListingRow;

/** Searches listings; what {@link SearchSql} makes of a search. */
public interface SearchMapper {

    /**
     * What was found.
     *
     * @param sortValue values of the keys, one on each line
     * @param distance in metres, or null
     */
    record Hit(UUID id, String sortValue, Double distance) {}

    @SelectProvider(type = SearchSql.class, method = "find")
    List<Hit> find(@Param("search") Search search);

    @SelectProvider(type = SearchSql.class, method = "count")
    List<FacetCount> count(@Param("search") Search search, @Param("facet") Facet facet, @Param("most") int most);

    /** In no order. */
    @Select("SELECT " + ListingMapper.COLUMNS
            + "FROM marketplace.listing l WHERE l.id = ANY (#{ids,javaType=list}::uuid[]) AND l.deleted_at IS NULL")
    List<ListingRow> byId(@Param("ids") List<String> ids);

    /** Whether all that matches has at least one of the words. */
    @Select(
            """
            SELECT querytree(websearch_to_tsquery(marketplace.words_configuration(#{language}), #{words}))
                NOT IN ('', 'T')""")
    boolean isAnchored(@Param("language") String language, @Param("words") String words);
}
