package org.sanhao.server.institution;

/**
 * A post as held today.
 *
 * @param title as printed: 基层卫生健康股股长
 * @param actsWithin the scope path in which the holder acts: of the unit itself, or of the institution when the unit is
 *     one of its departments
 */
public record Post(
        PostId id,
        PersonId person,
        String personName,
        UnitId unit,
        String unitName,
        Level level,
        Line line,
        PostKind kind,
        String title,
        String actsWithin) {}
