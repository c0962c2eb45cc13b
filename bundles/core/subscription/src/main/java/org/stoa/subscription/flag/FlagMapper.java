package org.stoa.subscription.flag;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Feature flags; needs the platform's database role. */
interface FlagMapper {

    /** Keeps all other changes waiting until the end of the transaction: flags are checked as a set. */
    @Update("LOCK TABLE subscription.feature_flag IN SHARE ROW EXCLUSIVE MODE")
    void lock();

    @Select("SELECT * FROM subscription.feature_flag ORDER BY key")
    List<FeatureFlag> all();

    @Insert(
            """
            INSERT INTO subscription.feature_flag (key, name, description, category, on_by_default, rollout_percentage,
                rollout_unit, enabled_plans, enabled_tenants, disabled_tenants, required_features, incompatible_features,
                metadata, version, created_at, updated_at)
            VALUES (#{key}, #{name}, #{description}, #{category}, #{onByDefault}, #{rolloutPercentage}, #{rolloutUnit},
                #{enabledPlans}, #{enabledTenants}, #{disabledTenants}, #{requiredFeatures}, #{incompatibleFeatures},
                #{metadata}, #{version}, #{createdAt}, #{updatedAt})
            """)
    int insert(FeatureFlag flag);

    @Update(
            """
            UPDATE subscription.feature_flag SET name = #{name}, description = #{description}, category = #{category},
                on_by_default = #{onByDefault}, rollout_percentage = #{rolloutPercentage}, rollout_unit = #{rolloutUnit},
                enabled_plans = #{enabledPlans}, enabled_tenants = #{enabledTenants},
                disabled_tenants = #{disabledTenants}, required_features = #{requiredFeatures},
                incompatible_features = #{incompatibleFeatures}, metadata = #{metadata}, version = #{version},
                updated_at = #{updatedAt}
            WHERE key = #{key}
            """)
    int update(FeatureFlag flag);

    @Delete("DELETE FROM subscription.feature_flag WHERE key = #{key}")
    int delete(String key);
}
