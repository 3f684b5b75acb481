package org.sanhao.server.institution;

/** What a person does for a unit. The title printed on screens may be finer; the kind decides what the person may do. */
public enum PostKind {
    PRINCIPAL("principal", "主要领导"),
    LEADER_IN_CHARGE("leader-in-charge", "分管领导"),
    DIVISION_HEAD("division-head", "股室负责人"),
    HANDLER("handler", "经办"),
    DIRECTOR("director", "主要负责人"),
    QUALITY_OFFICER("quality-officer", "创建办专干"),
    DEPARTMENT_HEAD("department-head", "科主任"),
    HEAD_NURSE("head-nurse", "护士长"),
    CLINICIAN("clinician", "医务人员"),
    UNIT_ADMINISTRATOR("unit-administrator", "单位管理员"),
    SYSTEM_ADMINISTRATOR("system-administrator", "系统管理员"),
    SECURITY_ADMINISTRATOR("security-administrator", "安全管理员"),
    AUDIT_ADMINISTRATOR("audit-administrator", "审计管理员");

    private final String code;
    private final String title;

    PostKind(String code, String title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** One of the three administrators of the deployment, of which nobody may hold two. */
    public boolean isDeploymentAdministrator() {
        return this == SYSTEM_ADMINISTRATOR || this == SECURITY_ADMINISTRATOR || this == AUDIT_ADMINISTRATOR;
    }

    /** Whether units of that level, or departments of units of that level, have this kind of post. */
    public boolean fits(Level level) {
        return switch (this) {
            case PRINCIPAL, LEADER_IN_CHARGE, DIVISION_HEAD, HANDLER -> level.compareTo(Level.COUNTY) <= 0;
            case DIRECTOR, QUALITY_OFFICER, DEPARTMENT_HEAD, HEAD_NURSE, CLINICIAN -> level == Level.INSTITUTION;
            case UNIT_ADMINISTRATOR -> true;
            case SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR -> level != Level.INSTITUTION;
        };
    }

    public static PostKind of(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of post " + code);
    }
}
