package org.stoa.registry;

import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The tables of a module that a test brings along. */
interface CrmMapper {

    @Insert("INSERT INTO crm.person (tenant_id, id, name) VALUES (#{tenantId}, #{id}, #{name})")
    void insertPerson(UUID tenantId, UUID id, String name);

    @Insert("INSERT INTO crm.note (tenant_id, id, person_id) VALUES (#{tenantId}, #{id}, #{personId})")
    void insertNote(UUID tenantId, UUID id, UUID personId);

    @Select("SELECT count(*) FROM crm.person")
    long people();
}
